package httpsguard.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.aws.Priming;
import httpsguard.aws.Topic;
import httpsguard.aws.TopicArn;
import httpsguard.json.AsciiJson;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A made-up event, handled while a function initializes, so that the first real one finds the JVM
 * ready (AWS's blog on SnapStart calls this priming). It leaves no trace: it does not reach AWS,
 * and its log and its answer are thrown away.
 */
final class Rehearsal {
  private static final HttpsPolicy POLICY = HttpsPolicy.parse("redirect-to-https");

  /** With far more time than canned answers take. */
  private static final InvocationDetails INVOCATION =
      new InvocationDetails("rehearsal", "rehearsal", Priming.ACCOUNT, () -> Duration.ofMinutes(1));

  private static final String CONFIG =
      """
      {"enabled":true,
       "origins":{"quantity":1,"items":[{"id":"s3",
        "domainName":"canned.s3.us-east-1.amazonaws.com",
        "s3OriginConfig":{"originAccessIdentity":""}}]},
       "originGroups":{"quantity":0},
       "defaultCacheBehavior":{"targetOriginId":"s3","viewerProtocolPolicy":"allow-all"},
       "cacheBehaviors":{"quantity":0}}
      """;

  private Rehearsal() {}

  /**
   * What the guard answers.
   *
   * @param topic whose Region and format the notice gets
   */
  static String repair(Topic topic) {
    Topic nobodys =
        new Topic(
            TopicArn.parse(
                "arn:aws:sns:" + topic.arn().region() + ":" + Priming.ACCOUNT + ":canned"),
            topic.ownerTag(),
            topic.httpsFormat());
    Settings settings =
        new Settings(
            POLICY,
            Mode.REMEDIATE,
            nobodys,
            "arn:aws:iam::" + Priming.ACCOUNT + ":role/canned",
            1,
            Optional.empty(),
            Optional.empty());
    return Priming.ofGuard(
        nobodys,
        aws ->
            play(
                new GuardHandler(settings, aws, nowhere(), Clock.systemUTC(), _ -> {})::answer,
                event()));
  }

  /** What an hourly audit answers. */
  static String audit() {
    return Priming.ofAudit(
        listing ->
            play(
                new AuditHandler(
                        new AuditSettings(POLICY, Mode.REMEDIATE),
                        listing,
                        nowhere(),
                        Clock.systemUTC())
                    ::answer,
                "{\"purpose\":\"repair\"}"));
  }

  /**
   * @param log where a failure is logged, which does no other harm
   */
  static void rehearse(PrintStream log, Supplier<String> rehearsal) {
    try {
      var _ = rehearsal.get();
    } catch (RuntimeException | LinkageError e) {
      log.println(
          AsciiJson.of(
              Map.of(
                  "warning",
                  "the rehearsal failed, so the first event takes longer",
                  "error",
                  String.valueOf(e))));
    }
  }

  private interface Function {
    String answer(InputStream event, InvocationDetails invocation) throws IOException;
  }

  private static String play(Function function, String event) {
    try {
      return function.answer(new ByteArrayInputStream(event.getBytes(UTF_8)), INVOCATION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
  }

  /** As the guard's queue hands it over. */
  private static String event() {
    String event =
        """
      {"detail-type":"AWS API Call via CloudTrail","source":"aws.cloudfront",
       "account":"%1$s","region":"us-east-1",
       "detail":{"eventVersion":"1.11",
        "userIdentity":{"type":"AssumedRole",
         "arn":"arn:aws:sts::%1$s:assumed-role/rehearsal/rehearsal","accountId":"%1$s",
         "sessionContext":{"sessionIssuer":{"type":"Role",
          "arn":"arn:aws:iam::%1$s:role/rehearsal"}}},
        "eventTime":"2026-01-01T00:00:00Z","eventSource":"cloudfront.amazonaws.com",
        "eventName":"UpdateDistribution","awsRegion":"us-east-1",
        "userAgent":"APN/1.0 HashiCorp/1.0 Terraform/1.9.8",
        "requestParameters":{"id":"%2$s","ifMatch":"before","distributionConfig":%3$s},
        "responseElements":{"eTag":"canned","distribution":{"id":"%2$s",
         "domainName":"canned.cloudfront.net","distributionConfig":%3$s}},
        "eventID":"00000000-0000-0000-0000-000000000000","recipientAccountId":"%1$s"}}
      """
            .formatted(Priming.ACCOUNT, Priming.DISTRIBUTION, CONFIG);
    return """
      {"Records":[{"eventSource":"aws:sqs","messageId":"canned",
       "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1767225600000"},
       "body":%s}]}
      """
        .formatted(AsciiJson.of(event));
  }
}
