package httpsguard.mutation;

import httpsguard.cli.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Breaks the code that decides, in many small ways, and runs the tests on each. By PIT, in a JVM of
 * its own: PIT's Maven plugin would run the tests on Maven's JDK. The report is in {@code
 * target/pit-reports}.
 */
final class MutationRun {
  /** The last: the root package without those below it. */
  private static final String DECIDING =
      "httpsguard.s3.*,httpsguard.distribution.*,httpsguard.policy.*,httpsguard.audit.*,"
          + "~httpsguard[.][A-Z].*";

  /**
   * The tests without HTTP: with the others, the root package alone does not end in ten minutes.
   */
  private static final String JUDGES =
      "httpsguard.s3.*Test,httpsguard.text.*Test,httpsguard.distribution.*Test,"
          + "httpsguard.policy.*Test,httpsguard.cloudtrail.*Test,httpsguard.audit.*Test,"
          + "httpsguard.cli.*Test,~httpsguard[.][A-Z][A-Za-z]*Test";

  private MutationRun() {}

  /**
   * @param arguments the option {@code mutate}, as {@link Options} reads it: which classes
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-classpath",
            System.getProperty("java.class.path"),
            "org.pitest.mutationtest.commandline.MutationCoverageReport",
            "--targetClasses=" + Options.of(List.of(arguments)).get("mutate", DECIDING),
            "--targetTests=" + JUDGES,
            "--excludedGroups=large",
            "--sourceDirs=" + Path.of("src", "main", "java"),
            "--reportDir=" + Path.of("target", "pit-reports"),
            "--timestampedReports=false",
            "--outputFormats=HTML,CSV",
            "--threads=2",
            // Long, so that a busy machine's pause is not taken for an endless loop.
            "--timeoutConst=15000",
            // For JVMs that live for seconds: one for each class, and after each endless loop.
            "--jvmArgs=-XX:TieredStopAtLevel=1,-XX:+UseSerialGC");
    System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
