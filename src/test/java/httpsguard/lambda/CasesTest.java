package httpsguard.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.cloudtrail.Events;
import httpsguard.local.ConfigXml;
import httpsguard.local.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Situations of people who do this job, each of which once went wrong. The README beside them has
 * their sources.
 */
class CasesTest {
  private static final Path FILES = Path.of("src/test/resources/httpsguard/cases");
  private static final String WRITE = "UpdateDistribution";

  private final Lab lab = new Lab();

  /**
   * One of them.
   *
   * @param file its name
   * @param wentWrong what people saw before
   * @param says what the notice has to say
   * @param silent what it must not say
   */
  record Case(
      String file,
      String wentWrong,
      String outcome,
      String tool,
      List<String> says,
      List<String> silent) {
    @Override
    public String toString() {
      return file + ": " + wentWrong;
    }
  }

  @AfterEach
  void close() {
    lab.close();
  }

  static List<Case> cases() {
    String byScript = "Correct the script or program that called CloudFront";
    return List.of(
        new Case(
            "a01-pulumi",
            "Pulumi was an unknown tool",
            "Repaired",
            "Pulumi",
            List.of("Correct the Pulumi program"),
            List.of("unknown tool")),
        new Case(
            "a03-crossplane-upjet",
            "people were sent to a Terraform configuration that Crossplane does not have",
            "Repaired",
            "Crossplane",
            List.of("Correct the Crossplane resource"),
            List.of("Terraform configuration", "aws_cloudfront_distribution")),
        new Case(
            "a05-ack",
            "a controller for Kubernetes was an unknown tool",
            "Repaired",
            "AWS Controllers for Kubernetes",
            List.of("Correct the Kubernetes resource of AWS Controllers for Kubernetes"),
            List.of("unknown tool")),
        new Case(
            "a07-cloudshell-cli",
            "the CLI in CloudShell was taken for the console",
            "Repaired",
            "AWS CLI",
            List.of(byScript),
            List.of("AWS Management Console")),
        new Case(
            "a11-sdk-behind-a-name",
            "a program's own name hid its SDK",
            "Repaired",
            "AWS SDK",
            List.of(byScript),
            List.of("unknown tool")),
        new Case(
            "c01-lambda-edge-replication",
            "CloudFront's own words for Lambda@Edge sent people to the role",
            "NotRepaired",
            "Terraform",
            List.of(
                "because HTTPS Guard is denied lambda:EnableReplication*.",
                "deploy its stack with the parameter AllowLambdaEdge=yes"),
            List.of("resolve what the error names")),
        new Case(
            "c02-log-bucket-acl",
            "CloudFront's own words for the log bucket sent people to the role",
            "NotRepaired",
            "Terraform",
            List.of(
                "because HTTPS Guard is denied s3:GetBucketAcl and s3:PutBucketAcl.",
                "with the log bucket's name, case-logs, in the parameter AllowLegacyLogBucket"),
            List.of("resolve what the error names")),
        new Case(
            "d01-website-match-viewer",
            "a repair took the only way to a website endpoint",
            "NotRepaired",
            "Terraform",
            List.of(
                "HTTPS Guard did NOT repair that",
                "S3 website endpoints do not support it",
                "viewers on HTTPS get an error (502",
                "to http-only for origin \"site\"",
                "with origin access control"),
            List.of("Still plain HTTP from CloudFront to S3")),
        new Case(
            "d03-dotted-rest-match-viewer",
            "a repair took the only way to a bucket whose name has dots",
            "NotRepaired",
            "Terraform",
            List.of(
                "HTTPS Guard did NOT repair that",
                "a bucket name with dots does not match S3's certificate",
                "to http-only for origin \"dotted\"",
                "with origin access control"),
            List.of("Still plain HTTP from CloudFront to S3")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void comesOutAsItShould(Case played) throws Exception {
    JsonObject situation = situation(played.file());
    JsonObject live = (JsonObject) recorded(situation.getObject("live"));
    JsonObject refusal = situation.getObject("refuse", new JsonObject());
    lab.cloud().distributions().put(Events.ID, ConfigXml.of(live).utf8());
    tag(situation.getObject("tags"));
    if (!refusal.isEmpty()) {
      lab.cloud()
          .faults()
          .always(
              refusal.getString("op"),
              new Fault.Refuse(
                  refusal.getInt("code"), refusal.getString("name"), refusal.getString("message")));
    }
    String before = lab.live();

    JsonObject outcome = lab.handle(event(situation, live));

    assertEquals(played.outcome(), outcome.getString("outcome"));
    assertEquals(played.tool(), outcome.getObject("trigger").getString("tool"));
    boolean isRepaired = played.outcome().equals("Repaired");
    assertEquals(
        isRepaired ? before.replace("allow-all", "redirect-to-https") : before, lab.live());
    assertEquals(isRepaired || !refusal.isEmpty() ? 1 : 0, lab.cloud().calls(WRITE).size());
    lab.says(played.says().toArray(String[]::new));
    for (String words : played.silent()) {
      assertFalse(lab.noticeWords().contains(words), () -> words + " stands in:\n" + lab.notice());
    }
  }

  /** What is given to check-config is played there. */
  @Test
  void everySituationIsPlayed() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      Set<String> situations =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(".json") && !name.startsWith("e"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(
          cases().stream().map(each -> each.file() + ".json").collect(Collectors.toSet()),
          situations);
    }
  }

  private Events event(JsonObject situation, JsonObject live) {
    Events event =
        Events.update("allow-all")
            .with("detail.eventName", situation.getString("call"))
            .with("detail.requestParameters.distributionConfig", live)
            .with("detail.responseElements.distribution.distributionConfig", live)
            .with(Events.E_TAG, lab.eTag());
    situation.getObject("detail").forEach((name, value) -> event.with("detail." + name, value));
    return event;
  }

  private void tag(JsonObject tags) {
    tags.forEach(
        (key, value) -> lab.cloud().distributions().tag(Events.ID, key, String.valueOf(value)));
  }

  /** In CloudTrail's records names begin with small letters. */
  private static Object recorded(Object value) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject small = new JsonObject();
        for (Map.Entry<String, Object> member : object.entrySet()) {
          String name = member.getKey();
          small.put(
              name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
              recorded(member.getValue()));
        }
        yield small;
      }
      case JsonArray array -> new JsonArray(array.stream().map(CasesTest::recorded).toList());
      default -> value;
    };
  }

  private static JsonObject situation(String file) throws IOException, JsonParserException {
    return JsonParser.object().from(Files.readString(FILES.resolve(file + ".json")));
  }
}
