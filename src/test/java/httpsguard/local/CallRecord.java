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
import java.util.stream.Stream;

/**
 * Which actions the application that names itself in its user agent called, in all stand-ins of all
 * processes of a build: one file a process, one line an action, such as {@code sns:Publish}.
 */
public final class CallRecord {
  private static final Path DIRECTORY = Path.of("target", "recorded-calls");
  private static final String APPLICATION = "app/https-guard";
  private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();

  private CallRecord() {}

  static void add(Operation operation, HttpRequest request) {
    String action = operation.service() + ":" + operation.action();
    if (request.header("user-agent").orElse("").contains(APPLICATION) && WRITTEN.add(action)) {
      write(action);
    }
  }

  /** The actions that the builds' processes recorded. */
  public static Set<String> actions() throws IOException {
    Set<String> actions = new TreeSet<>();
    if (Files.isDirectory(DIRECTORY)) {
      try (Stream<Path> files = Files.list(DIRECTORY)) {
        for (Path file : files.toList()) {
          actions.addAll(Files.readAllLines(file));
        }
      }
    }
    return actions;
  }

  private static synchronized void write(String action) {
    try {
      Files.createDirectories(DIRECTORY);
      Files.write(
          DIRECTORY.resolve(ProcessHandle.current().pid() + ".txt"),
          List.of(action),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
