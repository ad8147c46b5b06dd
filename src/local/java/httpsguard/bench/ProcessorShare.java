package httpsguard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A control group that has a part of one processor, as a function has while it works on an event.
 * Lambda gives a whole one at 1,769 MB and less in proportion, but none of the limit while the
 * function initializes (Lambda guide, configuration-memory; the latter was measured by others).
 *
 * @param group its directory
 * @param isUnified whether it is of control groups' second version
 */
record ProcessorShare(Path group, boolean isUnified) implements AutoCloseable {
  /** At which a function has one whole processor. */
  static final int WHOLE_PROCESSOR_MEGABYTES = 1769;

  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final int PERIOD_MICROS = 20_000;

  static double of(int megabytes) {
    return (double) megabytes / WHOLE_PROCESSOR_MEGABYTES;
  }

  /** Empty where this program may make no control groups. */
  static Optional<ProcessorShare> create(int megabytes) {
    boolean isUnified = Files.exists(ROOT.resolve("cgroup.controllers"));
    Path parent = isUnified ? ROOT : ROOT.resolve("cpu");
    Path group = parent.resolve("https-guard-" + ProcessHandle.current().pid() + "-" + megabytes);
    long quota = Math.round(PERIOD_MICROS * of(megabytes));
    try {
      Files.createDirectory(group);
      ProcessorShare share = new ProcessorShare(group, isUnified);
      if (isUnified) {
        share.write("cpu.max", quota + " " + PERIOD_MICROS);
      } else {
        share.write("cpu.cfs_period_us", Integer.toString(PERIOD_MICROS));
        share.write("cpu.cfs_quota_us", Long.toString(quota));
      }
      return Optional.of(share);
    } catch (IOException e) {
      System.out.println("No control groups here: " + e);
      return Optional.empty();
    }
  }

  /** From now on. */
  void limit(ProcessHandle process) {
    write("cgroup.procs", Long.toString(process.pid()));
  }

  private void write(String file, String value) {
    try {
      Files.writeString(group.resolve(file), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.delete(group);
  }
}
