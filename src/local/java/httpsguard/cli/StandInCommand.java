package httpsguard.cli;

import httpsguard.local.LocalAddress;
import httpsguard.local.RuntimeInterfaceClient;
import httpsguard.local.StandIn;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.MalformedPolicyException;
import httpsguard.policy.Mode;
import httpsguard.text.Excerpt;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** CloudFront and SNS on this machine, with the guard behind them if asked for. */
@Command(
    name = "stand-in",
    description = {
      "Plays CloudFront and SNS on this machine until Ctrl-C, for the AWS CLI and curl.",
      "With --guard, the packaged function stands behind it: edit a distribution, and watch."
    },
    footer = {
      "",
      "For example:",
      "  java -jar https-guard.jar stand-in --guard=remediate",
      "It prints the commands that show the guard at work."
    })
final class StandInCommand implements Callable<Integer> {
  private static final List<String> MODES = List.of(Mode.REMEDIATE.word(), Mode.NOTIFY.word());

  private final Surroundings around;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "the first of three ports, 4570 unless said; viewers get the other two")
  private String port = "4570";

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "an address of this machine beside 127.0.0.1, such as Docker's bridge")
  private String listen = "";

  @Option(
      names = "--guard",
      paramLabel = "MODE",
      description = "puts the guard behind it, in mode remediate or notify")
  private Optional<String> guard = Optional.empty();

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description =
          "the guard's: redirect-to-https (the default), https-only, a document, or a file with a"
              + " document")
  private String policy = "redirect-to-https";

  StandInCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws InterruptedException {
    guard
        .filter(mode -> !MODES.contains(mode))
        .ifPresent(
            mode -> {
              throw new IllegalArgumentException(
                  "%s is %s (allowed: %s)"
                      .formatted(
                          around.option("guard"), Excerpt.of(mode), String.join(", ", MODES)));
            });
    guard.ifPresent(_ -> RuntimeInterfaceClient.requireItRunsOn(System.getProperty("os.name")));
    String document = PolicyOption.of(policy, around).text();
    try {
      // What the function would refuse at its first event is refused here.
      var _ = HttpsPolicy.parse(document);
      StandIn.run(
          StandIn.port(port),
          LocalAddress.parse(listen),
          guard.map(mode -> new StandIn.Guard(mode, document)),
          around.launch("stand-in"),
          around.out(),
          around.coloured());
      return ExitCode.CLEAN;
    } catch (MalformedPolicyException e) {
      around.err().println(around.option("policy") + " is not right:");
      e.tell("policy").forEach(problem -> around.err().println("  " + problem));
      return ExitCode.UNUSABLE;
    } catch (StandIn.WrongPort e) {
      throw new IllegalArgumentException(around.option("port") + "=" + e.getMessage(), e);
    } catch (LocalAddress.Unusable e) {
      throw new IllegalArgumentException(around.option("listen") + "=" + e.getMessage(), e);
    } catch (UncheckedIOException taken) {
      around.out().println("The stand-in " + taken.getMessage() + ".");
      around
          .out()
          .println(
              "If another one runs, end it; or take other ports, such as "
                  + around.option("port")
                  + "=5000.");
      return ExitCode.UNUSABLE;
    }
  }
}
