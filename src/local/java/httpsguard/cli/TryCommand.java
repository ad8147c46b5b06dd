package httpsguard.cli;

import httpsguard.local.LocalRun;
import httpsguard.local.RuntimeInterfaceClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays a sample event through the packaged function. */
@Command(
    name = "try",
    description =
        "Plays a recorded call through the packaged function on this machine: what viewers got"
            + " before, what the guard did, the notice, and what viewers get now.")
final class TryCommand implements Callable<Integer> {
  private final Surroundings around;

  @Option(
      names = "--event",
      paramLabel = "NAME",
      description = "which call (terraform-update unless said; another name lists all)")
  private String event = "terraform-update";

  @Option(names = "--mode", paramLabel = "MODE", description = "remediate (the default) or notify")
  private String mode = "remediate";

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description =
          "redirect-to-https (the default), https-only, a document, or a file with a document")
  private String policy = "redirect-to-https";

  TryCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    RuntimeInterfaceClient.requireItRunsOn(System.getProperty("os.name"));
    var run = new LocalRun(around.launch("try"), around.out(), around.coloured());
    return run.play(event, mode, PolicyOption.of(policy, around).text());
  }
}
