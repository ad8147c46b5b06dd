package httpsguard.cli;

import httpsguard.cli.Checked.Standing;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.json.MalformedJsonException;
import httpsguard.policy.Doubts;
import httpsguard.policy.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What judging some files came to.
 *
 * @param checked findings first
 */
record ConfigCheck(List<Checked> checked, List<Unread> unread) {
  /**
   * What cannot be judged.
   *
   * @param id of the distribution, where it is one of several and its id is known
   * @param isPart whether the rest of the file is judged
   * @param why to follow the file's name and a colon
   */
  record Unread(Path file, Optional<DistributionId> id, boolean isPart, String why) {
    private static Unread whole(Path file, String why) {
      return new Unread(file, Optional.empty(), false, why);
    }

    private static Unread part(Path file, Optional<DistributionId> id, String why) {
      return new Unread(file, id, true, why);
    }
  }

  ConfigCheck {
    checked = checked.stream().sorted(Comparator.comparing(Checked::standing)).toList();
    unread = List.copyOf(unread);
  }

  /**
   * @param today the date in UTC
   */
  static ConfigCheck of(CheckConfigOptions options, LocalDate today) {
    List<Checked> checked = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    for (Path file : options.configs().stream().flatMap(place -> files(place).stream()).toList()) {
      try {
        CliOutput output = JsonFiles.distributions(file);
        for (CliOutput.Described distribution : output.distributions()) {
          Optional<DistributionId> id = distribution.id().or(() -> JsonFiles.idInName(file));
          if (options.isPicked(id)) {
            checked.add(judge(file, distribution, id.or(options::id), options, today));
          }
        }
        output.malformed().stream()
            .filter(one -> options.isPicked(one.id()))
            .forEach(one -> unread.add(Unread.part(file, one.id(), one.why())));
        if (!output.isComplete()) {
          unread.add(
              Unread.part(
                  file,
                  Optional.empty(),
                  "the list goes on; print all of it (without --max-items)"));
        }
      } catch (MalformedConfigException | MalformedJsonException | IOException e) {
        unread.add(Unread.whole(file, String.valueOf(e.getMessage())));
      }
    }
    if (checked.isEmpty() && unread.isEmpty() && !options.isEmptyAllowed()) {
      unread.add(Unread.whole(options.configs().getFirst(), nothing(options)));
    }
    return new ConfigCheck(checked, unread);
  }

  private static Checked judge(
      Path file,
      CliOutput.Described distribution,
      Optional<DistributionId> id,
      CheckConfigOptions options,
      LocalDate today) {
    Subject subject =
        new Subject(
            distribution.account().or(options::account),
            id,
            distribution.tags().or(() -> options.tags(id)));
    return new Checked(
        file,
        distribution.config(),
        subject,
        options.policy().assess(distribution.config(), subject, today),
        new Doubts(options.policy(), subject, today, options.syntax()::option));
  }

  private static String nothing(CheckConfigOptions options) {
    return options.id().map(id -> "no distribution has the id " + id).orElse("no distribution")
        + "; where that is right, say "
        + options.syntax().option("allow-empty");
  }

  private static List<Path> files(Path place) {
    try {
      return JsonFiles.in(place);
    } catch (IOException e) {
      throw new IllegalArgumentException(place + " cannot be read: " + e, e);
    }
  }

  long count(Standing standing) {
    return checked.stream().filter(each -> each.standing() == standing).count();
  }

  int status() {
    if (!unread.isEmpty()) {
      return ExitCode.UNUSABLE;
    }
    return checked.stream().anyMatch(Checked::isOutOfPolicy) ? ExitCode.FINDINGS : ExitCode.CLEAN;
  }
}
