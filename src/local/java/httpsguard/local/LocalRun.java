package httpsguard.local;

import java.io.IOException;
import java.io.PrintStream;
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

  private final Launch launch;
  private final SampleEvents samples;
  private final Screen screen;

  public LocalRun(Launch launch, PrintStream out, boolean coloured) {
    this.launch = launch;
    samples = SampleEvents.read();
    screen = new Screen(out, coloured);
  }

  /**
   * Plays one event.
   *
   * @param mode as the function's environment has it
   * @param policy as the function's environment has it
   * @return the exit status
   */
  public int play(String name, String mode, String policy)
      throws IOException, InterruptedException {
    Optional<SampleEvent> event = samples.find(name);
    if (event.isEmpty()) {
      screen.title("There is no sample event \"" + name + "\".");
      screen.line(
          launch.option().apply("event")
              + " takes one of these; events/README.md says what each shows:");
      samples.names().forEach(sample -> screen.line("  " + sample));
      return NOT_PLAYED;
    }
    screen.title("HTTPS Guard for CloudFront, tried on this machine");
    screen.line(
        "Someone lets viewers reach S3 over plain HTTP. The guard puts HTTPS back, and says so.");
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
        String.join(
            " ",
            launch.command(),
            launch.with("event", "cli-create"),
            launch.with("mode", "notify"),
            launch.with("policy", "https-only")),
        Ink.DIM);
  }
}
