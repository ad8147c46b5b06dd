package httpsguard.audit;

import httpsguard.audit.Report.Dependents;
import httpsguard.audit.Report.Purpose;
import httpsguard.audit.Report.Totals;
import httpsguard.audit.Report.Unreadable;
import httpsguard.audit.ReportedDistribution.Behavior;
import httpsguard.audit.ReportedDistribution.More;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.distribution.DistributionId;
import httpsguard.json.Field;
import httpsguard.json.MalformedJsonException;
import httpsguard.policy.Mode;
import httpsguard.text.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the report that the audit wrote with {@link ReportJson}. */
public final class ReportReader {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private ReportReader() {}

  /**
   * @throws MalformedJsonException if a part is missing or wrong; the message names it
   */
  public static Report read(Field report) {
    requireOurs(report);
    return new Report(
        report.get("requestId").required(),
        read(report.get("time"), "a time in ISO 8601", Instant::parse),
        account(report.get("account")),
        purpose(report),
        oneOf(report.get("mode"), Mode.values(), Mode::word),
        totals(report.get("totals")),
        report.get("distributions").items().stream().map(ReportReader::distribution).toList(),
        report.get("leftOut").count(),
        report.get("unreadable").items().stream().map(ReportReader::unreadable).toList(),
        dependents(report.get("dependents")));
  }

  /** A report that waited in the queue while the stack was updated has none. */
  private static Dependents dependents(Field dependents) {
    return dependents.value().isEmpty()
        ? Dependents.NONE
        : new Dependents(
            dependents.get("lambdaEdge").count(),
            dependents.get("webAcl").count(),
            dependents.get("vpcOrigin").count());
  }

  private static void requireOurs(Field report) {
    if (!report.get("report").required().equals(ReportJson.KIND)) {
      throw new MalformedJsonException(report.path() + " is not a report of the audit");
    }
    if (report.get("schema").count() != ReportJson.SCHEMA) {
      throw new MalformedJsonException(
          report.path()
              + ".schema is not "
              + ReportJson.SCHEMA
              + ": the audit and the guard are not of the same version");
    }
  }

  private static Totals totals(Field totals) {
    return new Totals(
        totals.get("audited").count(),
        Arrays.stream(Standing.values())
            .collect(
                Collectors.toMap(
                    Function.identity(), standing -> totals.get(standing.total()).count())),
        totals.get("unreadable").count(),
        totals.get("complete").truth());
  }

  private static ReportedDistribution distribution(Field distribution) {
    Field lastModified = distribution.get("lastModified");
    return new ReportedDistribution(
        read(distribution.get("distributionId"), "a distribution's id", DistributionId::new),
        oneOf(distribution.get("standing"), Standing.values(), Standing::word),
        distribution.get("domainName").text(),
        distribution.get("aliases").items().stream().map(Field::required).toList(),
        lastModified.text().map(_ -> read(lastModified, "a time in ISO 8601", Instant::parse)),
        distribution.get("behaviors").items().stream().map(ReportReader::behavior).toList(),
        more(distribution));
  }

  /** An older audit says how many, and nothing else. */
  private static Optional<More> more(Field distribution) {
    Field behaviors = distribution.get("moreBehaviors");
    return behaviors.value().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new More(behaviors.count(), distribution.get("allPatterns").text().orElse("")));
  }

  private static Behavior behavior(Field behavior) {
    return new Behavior(
        behavior.get("pathPattern").required(),
        behavior.get("origin").required(),
        verdict(behavior));
  }

  private static ReportedVerdict verdict(Field behavior) {
    Field verdict = behavior.get("verdict");
    return switch (verdict.required()) {
      case "Finding" -> new ReportedVerdict.Finding(behavior.get("repairTo").required());
      case "Undecided" -> new ReportedVerdict.Undecided(behavior.get("repairTo").required());
      case "Unservable" -> new ReportedVerdict.Unservable();
      case "Unjudgeable" ->
          new ReportedVerdict.Unjudgeable(
              behavior.get("unknownSetting").required(), behavior.get("unknownValue").required());
      case "Exempt" ->
          new ReportedVerdict.Exempt(
              read(behavior.get("until"), "a date in ISO 8601", LocalDate::parse),
              behavior.get("reason").required());
      default -> throw new MalformedJsonException(verdict.path() + " is not a verdict");
    };
  }

  private static Unreadable unreadable(Field unreadable) {
    return new Unreadable(
        unreadable.get("distributionId").required(), unreadable.get("why").required());
  }

  private static String account(Field account) {
    String digits = account.required();
    if (!ACCOUNT.matcher(digits).matches()) {
      throw new MalformedJsonException(account.path() + " is not twelve digits");
    }
    return digits;
  }

  private static <T> T oneOf(Field field, T[] values, Function<T, String> wordOf) {
    String word = field.required();
    try {
      return Words.oneOf(values, wordOf, word);
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException(
          field.path() + " is not an allowed value (" + e.getMessage() + ")", e);
    }
  }

  private static <T> T read(Field field, String what, Function<String, T> parse) {
    String text = field.required();
    try {
      return parse.apply(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new MalformedJsonException(field.path() + " is not " + what, e);
    }
  }

  /**
   * What a schedule wants of an audit; empty if the input does not say.
   *
   * @throws MalformedJsonException if it is none of those that schedules have
   */
  public static Optional<Purpose> purpose(Field input) {
    Field purpose = input.get("purpose");
    return purpose.text().map(_ -> oneOf(purpose, Purpose.values(), Purpose::word));
  }
}
