package httpsguard.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which actions the functions, which name themselves in their user agents, called, in all stand-ins
 * of all processes of a build: one file a process, one line an action of a function, such as {@code
 * https-guard sns:Publish}. What CloudFront asks for in a function's name is told apart.
 */
public final class CallRecord {
  /** Empty where no build asks for a record: the command-line tool leaves no files. */
  private static final String BUILD = System.getProperty("build.time", "");

  private static final Path DIRECTORY = Path.of("target", "recorded-calls", BUILD);
  private static final Pattern APPLICATION = Pattern.compile("app/(https-guard(?:-audit)?)(?: |$)");
  private static final String ASKED = "<CloudFront";
  private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();

  private CallRecord() {}

  static void add(Operation operation, HttpRequest request) {
    add("", operation.service() + ":" + operation.action(), request);
  }

  /** An action that CloudFront asked for in the name of who called it. */
  static void addAsked(String action, HttpRequest request) {
    add(ASKED, action, request);
  }

  private static void add(String by, String action, HttpRequest request) {
    Matcher application = APPLICATION.matcher(request.header("user-agent").orElse(""));
    if (application.find()) {
      String line = application.group(1) + by + " " + action;
      if (!BUILD.isEmpty() && WRITTEN.add(line)) {
        write(line);
      }
    }
  }

  /** The actions that CloudFront asked for in a function's name. */
  public static Set<String> asked(String application) throws IOException {
    return actions(application + ASKED);
  }

  /**
   * The actions that the build's processes recorded of one function.
   *
   * @param application as it names itself
   */
  public static Set<String> actions(String application) throws IOException {
    Set<String> actions = new TreeSet<>();
    if (Files.isDirectory(DIRECTORY)) {
      try (Stream<Path> files = Files.list(DIRECTORY)) {
        for (Path file : files.toList()) {
          Files.readAllLines(file).stream()
              .filter(line -> line.startsWith(application + " "))
              .forEach(line -> actions.add(line.substring(application.length() + 1)));
        }
      }
    }
    return actions;
  }

  private static synchronized void write(String line) {
    try {
      Files.createDirectories(DIRECTORY);
      Files.write(
          DIRECTORY.resolve(ProcessHandle.current().pid() + ".txt"),
          List.of(line),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
