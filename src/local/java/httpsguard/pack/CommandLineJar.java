package httpsguard.pack;

import httpsguard.Version;
import httpsguard.cli.CommandLineTool;
import httpsguard.local.Installation;
import httpsguard.local.RuntimeInterfaceClient;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the command-line tool, one jar that needs nothing but a JDK: its own classes and the few
 * libraries that they use, and, as files to be unpacked when they are needed, the sample events,
 * the packaged function and Lambda's runtime interface client. The same files make the same bytes.
 * Only the function is compressed: classes of the tool are there to be read.
 */
final class CommandLineJar {
  private static final Path TARGET = Path.of("target");
  private static final Path PROGRAMS = Path.of("src", "local", "java");

  /** Of the programs; the tests are compiled to the same place. */
  private static final List<String> PACKAGES =
      List.of("httpsguard/cli", "httpsguard/local", "httpsguard/policy");

  /** What only the function uses. */
  private static final Set<String> FUNCTION_ONLY =
      Set.of("httpsguard/aws", "httpsguard/lambda", "httpsguard/start");

  private static final Pattern LIBRARY =
      Pattern.compile("(?:nanojson|aalto-xml|stax2-api|jspecify|picocli)-[\\d.]+\\.jar");

  private final FunctionPackage jar = new FunctionPackage();

  private CommandLineJar() {}

  /**
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    write(TARGET.resolve("https-guard.jar"), System.getProperty("java.class.path"));
  }

  /**
   * @param classPath of the tests, which has every library
   */
  static void write(Path to, String classPath) throws IOException {
    var made = new CommandLineJar();
    made.manifest();
    made.classes();
    for (String library : classPath.split(File.pathSeparator, -1)) {
      if (LIBRARY.matcher(Path.of(library).getFileName().toString()).matches()) {
        made.jar.add(Path.of(library));
      }
    }
    made.files(Installation.FUNCTION, TARGET.resolve("function"), _ -> true);
    made.files(
        Installation.EVENTS,
        Path.of("events"),
        file -> file.getNameCount() == 1 && file.toString().endsWith(".json"));
    for (String file : RuntimeInterfaceClient.classPath().split(File.pathSeparator, -1)) {
      made.file(Installation.RUNTIME + Path.of(file).getFileName(), Path.of(file));
    }
    made.file("META-INF/licenses/https-guard/LICENSE", Path.of("LICENSE"));
    // The function is two thirds of it, and read only where it is unpacked.
    made.jar.write(to, name -> name.startsWith(Installation.FUNCTION));
  }

  private void manifest() throws IOException {
    var manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, CommandLineTool.class.getName());
    main.put(Attributes.Name.IMPLEMENTATION_TITLE, "HTTPS Guard for CloudFront");
    main.put(Attributes.Name.IMPLEMENTATION_VERSION, Version.NUMBER);
    var text = new ByteArrayOutputStream();
    manifest.write(text);
    jar.add("META-INF/MANIFEST.MF", text.toByteArray(), PROGRAMS);
  }

  private void classes() throws IOException {
    files(
        "httpsguard/",
        TARGET.resolve("classes").resolve("httpsguard"),
        file -> FUNCTION_ONLY.stream().noneMatch(room -> room.endsWith("/" + file.getName(0))));
    for (String room : PACKAGES) {
      Set<String> programs;
      try (Stream<Path> sources = Files.list(PROGRAMS.resolve(room))) {
        programs =
            sources
                .map(source -> source.getFileName().toString().replaceFirst("\\.java$", ""))
                .collect(Collectors.toSet());
      }
      files(
          room + "/",
          TARGET.resolve("test-classes").resolve(room),
          file -> programs.contains(file.toString().replaceFirst("(?:\\$.*)?\\.class$", "")));
    }
  }

  private interface Choice {
    boolean takes(Path file);
  }

  /** The files of a folder and those below it, by their names inside it. */
  private void files(String prefix, Path folder, Choice choice) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path inside = folder.relativize(file);
        if (choice.takes(inside)) {
          file(prefix + inside.toString().replace(File.separatorChar, '/'), file);
        }
      }
    }
  }

  private void file(String name, Path file) throws IOException {
    jar.add(name, Files.readAllBytes(file), file);
  }
}
