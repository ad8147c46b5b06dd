package httpsguard.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the libraries that the tests run on with the profile {@code lean}: changed by the rules of
 * the functions' own, but what only tests use of them is kept too.
 */
final class TestedLibraries {
  private static final Path TARGET = Path.of("target");

  /** What Lambda's runtime has as well: it is tested with its own. */
  private static final List<String> RUNTIMES =
      List.of("software/amazon/awssdk/utilslite/", "com/amazonaws/services/lambda/runtime/");

  private static final String EVENTS = RUNTIMES.getLast() + "events/";

  private TestedLibraries() {}

  static void main() throws IOException {
    FunctionPackage users = new FunctionPackage();
    users.addClasses(TARGET.resolve("classes"));
    FunctionPackage tested = new FunctionPackage();
    tested.addClasses(TARGET.resolve("classes"));
    users.addClasses(TARGET.resolve("test-classes"));
    FunctionPackage libraries = new FunctionPackage();
    libraries.add(TARGET.resolve("libraries").resolve("all.jar"));
    new LeanLibraries(
            TARGET.resolve("tested-libraries"),
            Files.readString(TARGET.resolve("proguard.path")),
            // Of what only tests use, some is missing, such as JUnit.
            List.of("-ignorewarnings", "-dontwarn"))
        .of(users, libraries)
        .addTo(
            tested,
            name -> name.startsWith(EVENTS) || RUNTIMES.stream().noneMatch(name::startsWith));
    tested.write(TARGET.resolve("tested.jar"));
  }
}
