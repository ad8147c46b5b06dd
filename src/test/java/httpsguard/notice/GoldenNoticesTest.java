package httpsguard.notice;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.lambda.Lab;
import httpsguard.local.Fault;
import httpsguard.local.PublishedNotice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each form of the notice, as its reader gets it, against a file beside this test's resources.
 * After a change that is meant, rewrite the files and read the difference:
 *
 * <pre>mvn -q test -Dtest=GoldenNoticesTest -Dgolden.rewrite=true</pre>
 */
class GoldenNoticesTest {
  private static final Path FILES = Path.of("src/test/resources/httpsguard/notice");
  private static final String REWRITE = "golden.rewrite";

  /** What leads to a notice. */
  @FunctionalInterface
  interface Play {
    void in(Lab lab);
  }

  record Situation(String name, Play play) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Situation> situations() {
    return List.of(
        new Situation("repaired", lab -> drift(lab, typical())),
        new Situation(
            "repaired-cloudformation",
            lab -> {
              lab.put(config());
              lab.cloud().distributions().tag(Events.ID, "aws:cloudformation:stack-name", "shop");
              lab.cloud().distributions().tag(Events.ID, "aws:cloudformation:logical-id", "Cdn");
              lab.handle(
                  update(lab, "allow-all")
                      .with("detail.userIdentity.invokedBy", "cloudformation.amazonaws.com")
                      .with("detail.userAgent", "cloudformation.amazonaws.com"));
            }),
        new Situation(
            "repaired-https-only",
            lab -> drift(lab.set("HTTPS_POLICY", "https-only"), config().allowingAllMethods())),
        new Situation(
            "repaired-last-writer-unknown",
            lab -> {
              lab.put(config());
              lab.handle(Events.update("https-only").with("detail.userAgent", "Boto3/1.40.0"));
            }),
        new Situation("would-repair", lab -> drift(lab.set("MODE", "notify"), typical())),
        new Situation(
            "website",
            lab ->
                drift(
                    lab,
                    config()
                        .custom(
                            "site",
                            "www.example.com.s3-website-us-east-1.amazonaws.com",
                            "http-only")
                        .defaultTo("site", "allow-all"))),
        new Situation(
            "custom-http-only",
            lab ->
                drift(
                    lab,
                    config()
                        .custom("files", "files.s3.eu-west-1.amazonaws.com", "http-only")
                        .defaultTo("files", "allow-all"))),
        new Situation(
            "origin-group",
            lab ->
                drift(
                    lab,
                    config().group("failover", "web", "s3").defaultTo("failover", "allow-all"))),
        new Situation("staging", lab -> drift(lab, config().staging())),
        new Situation(
            "multi-tenant",
            lab ->
                drift(
                    lab,
                    config()
                        .s3("tenants", "{{customer}}.s3.us-east-1.amazonaws.com")
                        .custom("elsewhere", "{{host}}", "match-viewer")
                        .path("/custom/*", "elsewhere", "allow-all")
                        .defaultTo("tenants", "allow-all")
                        .multiTenant())),
        new Situation("edge-functions", lab -> drift(lab, config().withEdgeFunctions())),
        new Situation("post-allowed", lab -> drift(lab, config().allowingAllMethods())),
        new Situation(
            "already-back",
            lab -> {
              lab.put(config().defaultTo("s3", "redirect-to-https"));
              lab.handle(Events.update("allow-all"));
            }),
        new Situation(
            "already-back-config-unknown",
            lab -> {
              lab.put(config().defaultTo("s3", "redirect-to-https"));
              lab.handle(
                  Events.update("allow-all")
                      .with("detail.requestParameters.distributionConfig", null)
                      .with("detail.responseElements", null));
            }),
        new Situation(
            "disabled",
            lab -> {
              lab.put(config().disabled());
              lab.handle(Events.update("allow-all"));
            }),
        new Situation(
            "exempt",
            lab -> {
              lab.put(config());
              lab.cloud()
                  .distributions()
                  .tag(Events.ID, "https-guard-exempt", "2027-03-31 set-top boxes");
              lab.handle(update(lab, "allow-all"));
            }),
        new Situation(
            "not-repaired",
            lab -> {
              lab.cloud()
                  .faults()
                  .always(
                      "UpdateDistribution",
                      new Fault.Refuse(
                          403,
                          "AccessDenied",
                          "User: arn:aws:sts::111122223333:assumed-role/https-guard/guard is not"
                              + " authorized to perform: cloudfront:UpdateDistribution on resource:"
                              + " arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5"
                              + " with an explicit deny in a service control policy"));
              drift(lab, config());
            }),
        new Situation(
            "not-read",
            lab -> {
              lab.cloud()
                  .faults()
                  .always(
                      "GetDistributionConfig",
                      new Fault.Refuse(403, "AccessDenied", "User is not authorized"));
              drift(lab, config());
            }),
        new Situation("gone", lab -> lab.handle(Events.update("allow-all"))));
  }

  @ParameterizedTest
  @MethodSource("situations")
  void noticeIsAsRecorded(Situation situation) throws IOException {
    PublishedNotice notice = play(situation, "outcome");
    String email =
        "Subject: " + notice.subject().orElseThrow() + "\n\n" + notice.messageFor("email");
    compare(situation.name() + ".golden", email);
  }

  @Test
  void jsonForProgramsIsAsRecorded() throws IOException {
    for (Situation situation : situations()) {
      if (Set.of("repaired", "not-repaired").contains(situation.name())) {
        String json = play(situation, "outcome").messageFor("sqs");
        compare(situation.name() + ".json.golden", pretty(json));
      }
    }
  }

  @Test
  void chatNotificationIsAsRecorded() throws IOException {
    String json = play(situations().getFirst(), "chat").messageFor("https");
    compare("repaired.chat.golden", pretty(json));
  }

  @Test
  void noFileIsLeftOver() throws IOException {
    Set<String> wanted =
        situations().stream()
            .map(situation -> situation.name() + ".golden")
            .collect(Collectors.toCollection(TreeSet::new));
    wanted.addAll(
        List.of("repaired.json.golden", "not-repaired.json.golden", "repaired.chat.golden"));
    try (Stream<Path> files = Files.list(FILES)) {
      assertEquals(
          wanted,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static PublishedNotice play(Situation situation, String httpsFormat) {
    try (Lab lab = new Lab().set("HTTPS_FORMAT", httpsFormat)) {
      situation.play().in(lab);
      return lab.onlyNotice();
    }
  }

  private static void compare(String file, String text) throws IOException {
    Path path = FILES.resolve(file);
    String stable = withoutRandomIds(text);
    if (Boolean.getBoolean(REWRITE)) {
      Files.writeString(path, stable);
    }
    assertTrue(Files.exists(path), path + " is missing: run with -D" + REWRITE + "=true");
    assertEquals(
        Files.readString(path), stable, "a change that is meant? run with -D" + REWRITE + "=true");
  }

  /** The stand-in makes up a request id for each answer. */
  private static String withoutRandomIds(String text) {
    return text.replaceAll(
        "(?!0a1b2c3d)\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b",
        "5b1e0a52-0000-4000-8000-c7d4f0a1b2c3");
  }

  private static void drift(Lab lab, Configs config) {
    lab.put(config);
    lab.handle(update(lab, "allow-all"));
  }

  /** Terraform wrote this default behavior, and nobody wrote since. */
  private static Events update(Lab lab, String policy) {
    return Events.update(policy).with("detail.responseElements.eTag", lab.eTag());
  }

  private static Configs typical() {
    return config()
        .path("/img/*", "s3", "allow-all")
        .path("/api/*", "web", "allow-all")
        .path("/docs/*", "s3", "https-only");
  }

  private static String pretty(String json) {
    try {
      return JsonWriter.indent("  ").string().value(JsonParser.any().from(json)).done() + "\n";
    } catch (JsonParserException e) {
      throw new IllegalStateException(json, e);
    }
  }
}
