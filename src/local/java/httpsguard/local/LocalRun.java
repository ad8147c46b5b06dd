package httpsguard.local;

import httpsguard.cli.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Plays a sample event through the packaged function, and shows what viewers got before, what the
 * function did, and what viewers get now.
 */
public final class LocalRun {
  /** Exit status: all was shown. */
  static final int SHOWN = 0;

  /** Exit status: the function failed. */
  static final int FAILED = 1;

  /** Exit status: what was asked for cannot be played, and the output says why. */
  static final int NOT_PLAYED = 2;

  private final SampleEvents samples;
  private final Screen screen;

  private LocalRun(SampleEvents samples, Screen screen) {
    this.samples = samples;
    this.screen = screen;
  }

  /**
   * @param arguments the options {@code event}, {@code mode} and {@code policy}, as {@link Options}
   *     reads them
   */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments), System.out, Ink.isWanted()));
  }

  static int run(List<String> arguments, PrintStream out, boolean coloured)
      throws IOException, InterruptedException {
    Options given = Options.of(arguments);
    var run = new LocalRun(SampleEvents.read(), new Screen(out, coloured));
    return run.play(
        given.get("event", "terraform-update"),
        given.get("mode", "remediate"),
        given.get("policy", "redirect-to-https"));
  }

  private int play(String name, String mode, String policy)
      throws IOException, InterruptedException {
    Optional<SampleEvent> event = samples.find(name);
    if (event.isEmpty()) {
      screen.title("There is no sample event \"" + name + "\".");
      screen.line("-Devent takes one of these; events/README.md says what each shows:");
      samples.names().forEach(sample -> screen.line("  " + sample));
      return NOT_PLAYED;
    }
    screen.title("HTTPS Guard for CloudFront, tried on this machine");
    screen.line(
        "Somebody lets viewers reach S3 over plain HTTP. The guard puts HTTPS back, and tells.");
    screen.line(
        "The function is the packaged one, in Lambda's own runtime client; AWS is a stand-in.");
    screen.line("event %s, mode %s, policy %s".formatted(name, mode, policy), Ink.DIM);
    try (var stage = new Stage(samples.distribution(event.get()), mode, policy)) {
      int status = new Play(stage, event.get(), screen).run();
      if (status == SHOWN) {
        sayWhatElse();
      }
      return status;
    }
  }

  private void sayWhatElse() {
    screen.blank();
    screen.line("CloudFront takes minutes to deploy a change; the stand-in takes none.", Ink.DIM);
    screen.line("Other events (events/README.md) and settings, for example:", Ink.DIM);
    screen.line(
        "mvn -q -Ptry package -Devent=cli-create -Dmode=notify -Dpolicy=https-only", Ink.DIM);
  }
}
