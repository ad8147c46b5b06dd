package httpsguard.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.sns.SnsClient;

/** What one writes first: typed clients, a typed event, and the default behavior repaired. */
public final class NaiveHandler implements RequestHandler<ScheduledEvent, String> {
  private final CloudFrontClient cloudFront =
      CloudFrontClient.builder()
          .region(Region.AWS_GLOBAL)
          .httpClient(UrlConnectionHttpClient.create())
          .build();
  private final SnsClient sns =
      SnsClient.builder()
          .region(Region.US_EAST_1)
          .httpClient(UrlConnectionHttpClient.create())
          .build();

  @Override
  public String handleRequest(ScheduledEvent event, Context context) {
    if (!(event.getDetail().get("requestParameters") instanceof Map<?, ?> parameters)) {
      return "unrelated";
    }
    String id = String.valueOf(parameters.get("id"));
    GetDistributionConfigResponse read = cloudFront.getDistributionConfig(call -> call.id(id));
    DistributionConfig config = read.distributionConfig();
    if (config.defaultCacheBehavior().viewerProtocolPolicy() != ViewerProtocolPolicy.ALLOW_ALL) {
      return "in policy";
    }
    DistributionConfig repaired =
        config.copy(
            change ->
                change.defaultCacheBehavior(
                    config
                        .defaultCacheBehavior()
                        .copy(
                            behavior ->
                                behavior.viewerProtocolPolicy(
                                    ViewerProtocolPolicy.REDIRECT_TO_HTTPS))));
    var _ =
        cloudFront.updateDistribution(
            call -> call.id(id).ifMatch(read.eTag()).distributionConfig(repaired));
    var _ =
        sns.publish(
            call ->
                call.topicArn(System.getenv("TOPIC_ARN"))
                    .subject("HTTPS for " + id)
                    .message("Distribution " + id + " was repaired."));
    context.getLogger().log("repaired " + id);
    return "repaired";
  }
}
