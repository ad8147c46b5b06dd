package httpsguard.cli;

import httpsguard.distribution.DistributionId;
import httpsguard.policy.MalformedPolicyException;
import httpsguard.policy.Mode;
import httpsguard.policy.Tags;
import httpsguard.text.Excerpt;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges configs in files by the function's own code: before the guard is installed, or in CI. */
@Command(
    name = "check-config",
    description = {
      "Judges the configs of distributions as the AWS CLI prints them, by the guard's own code.",
      "Needs no credentials, and changes nothing."
    },
    footer = {
      "",
      "For example:",
      "  aws cloudfront list-distributions --output json > distributions.json",
      "  java -jar https-guard.jar check-config --tags none distributions.json"
    })
final class CheckConfigCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      descriptionKey = "config",
      description = "a file, a folder of .json and .json.gz files, or - for standard input")
  private List<String> files = List.of();

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description = "redirect-to-https (the default), https-only, or a file with a document")
  private String policy = "redirect-to-https";

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "remediate (the default) or notify: in which mode the guard would be")
  private String mode = "remediate";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "picks one distribution, or says the id where the file does not")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description = "the account, where the file does not say it")
  private Optional<String> account = Optional.empty();

  @Option(
      names = "--tags",
      paramLabel = "TAGS",
      description =
          "key=value,key=value, or none: the tags of every distribution whose tags nothing else"
              + " says")
  private Optional<String> tags = Optional.empty();

  @Option(
      names = "--tags-file",
      paramLabel = "PATH",
      description =
          "a folder of files ID.json with what list-tags-for-resource prints, or one file with an"
              + " object that has the same under each id")
  private Optional<String> tagsFile = Optional.empty();

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json")
  private String format = "text";

  @Option(
      names = "--show",
      paramLabel = "WHAT",
      description = "findings (the default), or all: those in policy, too")
  private String show = "findings";

  @Option(names = "--allow-empty", description = "no distribution at all is no failure")
  private boolean allowEmpty;

  CheckConfigCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try {
      CheckConfigOptions options = options();
      ConfigCheck check = ConfigCheck.of(options, LocalDate.now(around.clock()));
      if (options.isJson()) {
        around.out().println(CheckJson.of(check));
      } else {
        new CheckText(options, around.out()).print(check);
      }
      return check.status();
    } catch (MalformedPolicyException e) {
      around.err().println(around.option("policy") + " is not right:");
      e.tell("policy").forEach(problem -> around.err().println("  " + problem));
      return ExitCode.UNUSABLE;
    }
  }

  private CheckConfigOptions options() {
    return new CheckConfigOptions(
        around.syntax(),
        files.stream().map(around::path).toList(),
        PolicyOption.of(policy, around).parse(),
        isOther("mode", mode, Mode.REMEDIATE.word(), Mode.NOTIFY.word())
            ? Mode.NOTIFY
            : Mode.REMEDIATE,
        id.map(this::id),
        account.map(this::account),
        tags.map(this::tags),
        tagsFile
            .map(around::path)
            .map(path -> JsonFiles.tags(path, around.option("tags-file")))
            .orElse(Map.of()),
        isOther("format", format, "text", "json"),
        isOther("show", show, "findings", "all"),
        allowEmpty);
  }

  /** Whether it is the other of two words. */
  private boolean isOther(String name, String word, String first, String other) {
    if (!word.equals(first) && !word.equals(other)) {
      throw wrong(name, word, first + ", " + other);
    }
    return word.equals(other);
  }

  private DistributionId id(String text) {
    if (!DistributionId.isId(text)) {
      throw wrong("id", text, "a distribution's id, as EDFDVBD632BHDS5");
    }
    return new DistributionId(text);
  }

  private String account(String text) {
    if (!text.matches("\\d{12}")) {
      throw wrong("account", text, "12 digits");
    }
    return text;
  }

  private Map<String, String> tags(String text) {
    Map<String, String> given = new HashMap<>();
    if (text.equals("none")) {
      return given;
    }
    for (String tag : text.split(",", -1)) {
      int at = tag.indexOf('=');
      if (at < 0 || !Tags.isKey(tag.substring(0, at))) {
        throw wrong("tags", text, "key=value,key=value, or none");
      }
      given.put(tag.substring(0, at), tag.substring(at + 1));
    }
    return given;
  }

  private IllegalArgumentException wrong(String name, String value, String allowed) {
    return new IllegalArgumentException(
        "%s is %s (allowed: %s)".formatted(around.option(name), Excerpt.of(value), allowed));
  }
}
