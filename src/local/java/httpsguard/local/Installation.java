package httpsguard.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the programs find what they need beside their classes: in the checkout's folders, or in the
 * jar that they came in. What is taken out of the jar is deleted when the program ends.
 */
public final class Installation {
  /** The sample events, as {@code events/terraform-update.json}. */
  public static final String EVENTS = "events/";

  /** The packaged function, as Lambda unpacks it. */
  public static final String FUNCTION = "function/";

  /** The jars of Lambda's runtime interface client. */
  public static final String RUNTIME = "runtime/";

  private static final Map<String, Path> UNPACKED = new ConcurrentHashMap<>();

  private Installation() {}

  static Path events() {
    return isJar() ? unpacked(EVENTS) : Path.of("events");
  }

  static Path function() {
    return isJar() ? unpacked(FUNCTION) : Path.of("target", "function");
  }

  /** The class path of the runtime interface client. */
  static String runtime() {
    if (!isJar()) {
      return RuntimeInterfaceClient.classPath();
    }
    try (Stream<Path> jars = Files.list(unpacked(RUNTIME))) {
      return jars.sorted().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJar() {
    return Files.isRegularFile(place());
  }

  private static Path place() {
    try {
      return Path.of(
          Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("where these classes are is no address", e);
    }
  }

  private static Path unpacked(String folder) {
    return UNPACKED.computeIfAbsent(folder, Installation::unpack);
  }

  private static Path unpack(String folder) {
    try {
      Path to = Files.createTempDirectory("https-guard");
      AtExit.run(() -> delete(to));
      try (ZipFile jar = new ZipFile(place().toFile())) {
        Enumeration<? extends ZipEntry> entries = jar.entries();
        while (entries.hasMoreElements()) {
          ZipEntry entry = entries.nextElement();
          if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
            Path file = to.resolve(entry.getName().substring(folder.length())).normalize();
            if (!file.startsWith(to)) {
              throw new IOException(entry.getName() + " leads out of its folder");
            }
            Files.createDirectories(file.getParent());
            try (var content = jar.getInputStream(entry)) {
              Files.copy(content, file);
            }
          }
        }
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + folder, e);
    }
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      System.err.println(folder + " could not be deleted: " + e);
    }
  }
}
