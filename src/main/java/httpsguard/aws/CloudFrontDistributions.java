package httpsguard.aws;

import httpsguard.aws.RawBodyInterceptor.Answer;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionTags;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.VersionedConfig;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;

/** {@link Distributions} on CloudFront's API of 2020-05-31. */
record CloudFrontDistributions(CloudFrontClient cloudFront, Limits limits)
    implements Distributions {
  private static final String READ = "GetDistributionConfig";
  private static final String TAGS = "ListTagsForResource";
  private static final String WRITE = "UpdateDistribution";

  @Override
  public Read read(DistributionId distribution, TimeLeft timeLeft) {
    var within = limits.within(timeLeft, READ);
    Answer answer = RawBodyInterceptor.take(within);
    try {
      GetDistributionConfigResponse response =
          cloudFront.getDistributionConfig(
              request -> request.id(distribution.value()).overrideConfiguration(within.build()));
      if (response.eTag() == null) {
        throw new TryAgainException(READ + " of " + distribution + " answered without an ETag");
      }
      return new Read.Found(
          new VersionedConfig(response.eTag(), DistributionDocument.of(answer.bytes())));
    } catch (AwsServiceException e) {
      if (AwsErrors.code(e).equals("NoSuchDistribution")) {
        return new Read.Missing();
      }
      return new Read.Refused(
          AwsErrors.refusal(READ, e).orElseThrow(() -> tryAgain(READ, distribution, e)));
    } catch (SdkClientException | MalformedConfigException e) {
      throw tryAgain(READ, distribution, e);
    }
  }

  @Override
  public Replaced replace(
      DistributionId distribution, String eTag, DistributionDocument document, TimeLeft timeLeft) {
    var within = limits.within(timeLeft, WRITE);
    Answer answer = RawBodyInterceptor.take(within);
    RawBodyInterceptor.send(within, document.bytes());
    try {
      var _ =
          cloudFront.updateDistribution(
              request ->
                  request
                      .id(distribution.value())
                      .ifMatch(eTag)
                      .overrideConfiguration(within.build()));
      return new Replaced.Accepted(UpdatedDistribution.of(answer.bytes()));
    } catch (AwsServiceException e) {
      return switch (AwsErrors.code(e)) {
        case "PreconditionFailed", "InvalidIfMatchVersion" ->
            new Replaced.PreconditionFailed(
                mayHaveWritten(e, answer), AwsErrors.asRefusal(WRITE, e));
        case "NoSuchDistribution" -> new Replaced.Missing();
        default ->
            AwsErrors.refusal(WRITE, e)
                .map(refusal -> refusal.on(document.dependentResources()))
                .<Replaced>map(Replaced.Refused::new)
                .orElseGet(() -> unanswered(e, answer, tryAgain(WRITE, distribution, e)));
      };
    } catch (SdkClientException | MalformedConfigException e) {
      return new Replaced.Unanswered(tryAgain(WRITE, distribution, e));
    }
  }

  private static Replaced unanswered(
      AwsServiceException error, Answer answer, TryAgainException failure) {
    if (mayHaveWritten(error, answer)) {
      return new Replaced.Unanswered(failure);
    }
    throw failure;
  }

  /** Whether any of the tries was not plainly refused. */
  private static boolean mayHaveWritten(AwsServiceException error, Answer answer) {
    return error.numAttempts() == null || answer.refusals() < error.numAttempts();
  }

  @Override
  public Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
    var within = limits.within(timeLeft, TAGS);
    Answer answer = RawBodyInterceptor.take(within);
    try {
      var _ =
          cloudFront.listTagsForResource(
              request ->
                  request
                      .resource("arn:aws:cloudfront::" + account + ":distribution/" + distribution)
                      .overrideConfiguration(within.build()));
      return new Tags.Found(DistributionTags.of(answer.bytes()));
    } catch (AwsServiceException e) {
      return AwsErrors.code(e).equals("NoSuchResource")
          ? new Tags.Missing()
          : new Tags.Refused(
              AwsErrors.refusal(TAGS, e).orElseThrow(() -> tryAgain(TAGS, distribution, e)));
    } catch (SdkClientException | MalformedConfigException e) {
      throw tryAgain(TAGS, distribution, e);
    }
  }

  private static TryAgainException tryAgain(
      String operation, DistributionId distribution, RuntimeException cause) {
    return new TryAgainException(
        operation + " of " + distribution + " failed: " + AwsErrors.words(cause), cause);
  }
}
