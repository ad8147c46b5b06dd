package httpsguard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.start.AuditFunction;
import httpsguard.start.GuardFunction;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function, unpacked as Lambda has it.
 *
 * @param handler a class with a method {@code handleRequest}
 */
record Build(String name, Path directory, Class<?> handler) {
  /** Of what a typed build has in its package. */
  private static final List<String> LIBRARIES =
      List.of(
          "/software/amazon/awssdk/",
          "/reactive-streams/",
          "/slf4j-api/",
          "/slf4j-simple/",
          "/aws-lambda-java-core/",
          "/aws-lambda-java-events/",
          "/joda-time/");

  private static final Path PACKAGED = Path.of("target", "function").toAbsolutePath();

  static Build guard() {
    return new Build("guard", PACKAGED, GuardFunction.class);
  }

  static Build audit() {
    return new Build("audit", PACKAGED, AuditFunction.class);
  }

  /** The naive build, with a jar for each library in {@code lib}, as {@code sam build} makes it. */
  static Build naive(Path directory) throws IOException {
    String file = NaiveHandler.class.getName().replace('.', '/') + ".class";
    Path handler = directory.resolve(file);
    Path libraries = directory.resolve("lib");
    Files.createDirectories(handler.getParent());
    Files.createDirectories(libraries);
    try (var bytes = ClassLoader.getSystemResourceAsStream(file)) {
      Files.write(handler, Objects.requireNonNull(bytes, file).readAllBytes());
    }
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (LIBRARIES.stream().anyMatch(jar::contains)) {
        Path library = Path.of(jar);
        Files.copy(library, libraries.resolve(library.getFileName()));
      }
    }
    return new Build("naive", directory, NaiveHandler.class);
  }

  /** How many bytes a zip file of it has. */
  long zipped() throws IOException {
    AtomicLong size = new AtomicLong();
    try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS);
        ZipOutputStream zip = new ZipOutputStream(counting(size), UTF_8)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
    return size.get();
  }

  private static OutputStream counting(AtomicLong size) {
    return new OutputStream() {
      @Override
      public void write(int one) {
        size.incrementAndGet();
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        size.addAndGet(length);
      }
    };
  }
}
