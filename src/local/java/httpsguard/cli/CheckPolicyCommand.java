package httpsguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.json.AsciiJson;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.MalformedPolicyException;
import httpsguard.text.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a policy in a file before it is deployed, by the function's own code. */
@Command(
    name = "check-policy",
    description = "Checks an HTTPS policy before it is deployed, and says what it means.",
    footer = {"", "For example:", "  java -jar https-guard.jar check-policy policy.json"})
final class CheckPolicyCommand implements Callable<Integer> {
  private static final int VERSION = 1;

  private final Surroundings around;

  @Parameters(
      paramLabel = "FILE",
      descriptionKey = "file",
      description = "a word or a document, or - for standard input")
  private String file = "";

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json")
  private String format = "text";

  CheckPolicyCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (!List.of("text", "json").contains(format)) {
      throw new IllegalArgumentException(
          around.option("format") + " is " + Excerpt.of(format) + " (allowed: text, json)");
    }
    Path path = around.path(file);
    String name = TextFile.name(path);
    try {
      String text = compact(TextFile.read(path));
      PolicySummary summary =
          new PolicySummary(HttpsPolicy.parse(text), LocalDate.now(around.clock()));
      if (isJson()) {
        print(json(text, summary));
      } else {
        describe(name, text, summary);
      }
      return ExitCode.CLEAN;
    } catch (MalformedPolicyException e) {
      if (isJson()) {
        print(json(e));
      } else {
        around.out().println(name + " is not right:");
        e.tell(name).forEach(problem -> around.out().println("  " + problem));
      }
      return ExitCode.FINDINGS;
    } catch (IOException e) {
      around.err().println(name + " cannot be read: " + e.getMessage());
      return ExitCode.UNUSABLE;
    }
  }

  /**
   * The policy as it is deployed: on one line, as short as can be.
   *
   * @throws MalformedPolicyException if the text is a document, but not a JSON object
   */
  static String compact(String text) {
    return HttpsPolicy.isDocument(text)
        ? ShellSafeJson.of(HttpsPolicy.document(text))
        : text.strip();
  }

  private boolean isJson() {
    return format.equals("json");
  }

  private void print(Map<String, Object> json) {
    around.out().println(AsciiJson.of(json));
  }

  private static Map<String, Object> json(String text, PolicySummary summary) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", VERSION);
    json.put("status", ExitCode.CLEAN);
    json.put("bytes", bytes(text));
    json.put("policy", text);
    json.put("meaning", summary.lines());
    json.put("notes", summary.hints());
    return json;
  }

  private static Map<String, Object> json(MalformedPolicyException malformed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", VERSION);
    json.put("status", ExitCode.FINDINGS);
    json.put(
        "problems",
        malformed.problems().stream()
            .map(problem -> Map.of("field", problem.field(), "says", problem.says()))
            .toList());
    return json;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private void describe(String name, String text, PolicySummary summary) {
    var out = around.out();
    out.printf(
        "%s is right: %,d bytes once deployed, of %,d that are allowed.%n",
        name, bytes(text), HttpsPolicy.MAX_BYTES);
    out.println();
    out.println("What happens to cache behaviors on allow-all that lead to S3, first match first:");
    summary.lines().forEach(line -> out.println("  " + line));
    summary.hints().forEach(hint -> out.println("Note: " + hint + "."));
    out.println();
    out.println(
        "To deploy it, set the stack's parameter HttpsPolicy, in the way in which the stack was"
            + " deployed. With SAM CLI, the other parameters kept as they are (POSIX shell):");
    out.println("  sam deploy --parameter-overrides '" + parameter(text) + "'");
    out.println(
        "With the AWS CLI, use this in the command of docs/install.md that changes a parameter:");
    out.println("  --parameter-overrides 'HttpsPolicy=" + text + "'");
  }

  /** In double quotes, in which SAM CLI takes {@code \"} for a quote. */
  private static String parameter(String text) {
    return "HttpsPolicy=\"" + text.replace("\"", "\\\"") + "\"";
  }
}
