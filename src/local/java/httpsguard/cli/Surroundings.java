package httpsguard.cli;

import httpsguard.local.Launch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What a command finds around it.
 *
 * @param syntax in which its options were given, and in which it names them
 * @param folder where the user stands
 * @param out what was asked for
 * @param err how to ask for it
 * @param coloured whether standard output shows colours
 */
record Surroundings(
    Syntax syntax, Path folder, PrintStream out, PrintStream err, Clock clock, boolean coloured) {

  String option(String name) {
    return syntax.option(name);
  }

  /** How the command was started, for what it prints to be pasted. */
  Launch launch(String command) {
    return switch (syntax) {
      case MAVEN ->
          new Launch(
              "mvn -q -P" + command + (command.equals("try") ? " package" : ""),
              syntax::option,
              /* isCheckout= */ true);
      case COMMAND_LINE ->
          new Launch(
              "java -jar https-guard.jar " + command, syntax::option, /* isCheckout= */ false);
    };
  }

  /** A file whose name is relative to where the user stands. */
  Path path(String name) {
    Path here = Path.of("").toAbsolutePath();
    Path there = here.resolve(folder);
    return there.normalize().equals(here) ? Path.of(name) : there.resolve(name);
  }
}
