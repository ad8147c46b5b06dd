package httpsguard.audit;

import httpsguard.distribution.DistributionId;
import httpsguard.policy.Mode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes reports of any content. */
record Reports(Random random) {
  Report report(int rows) {
    return new Report(
        "495b12a8-" + random.nextInt(1000),
        time(),
        "111122223333",
        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(oneOf(Report.Purpose.values())),
        oneOf(Mode.values()),
        new Report.Totals(
            count(),
            Arrays.stream(ReportedDistribution.Standing.values())
                .collect(Collectors.toMap(Function.identity(), _ -> count())),
            count(),
            random.nextBoolean()),
        list(rows, this::distribution),
        random.nextInt(3) * count(),
        list(random.nextInt(3), () -> new Report.Unreadable(text(), text())),
        new Report.Dependents(count(), count(), count()));
  }

  private ReportedDistribution distribution() {
    return new ReportedDistribution(
        new DistributionId("E" + (100_000 + random.nextInt(900_000))),
        oneOf(ReportedDistribution.Standing.values()),
        random.nextBoolean() ? Optional.of(text()) : Optional.empty(),
        list(random.nextInt(4), this::text),
        random.nextBoolean() ? Optional.of(time()) : Optional.empty(),
        list(1 + random.nextInt(4), this::behavior),
        random.nextBoolean()
            ? Optional.of(new ReportedDistribution.More(count(), "0123456789abcdef"))
            : Optional.empty());
  }

  private ReportedDistribution.Behavior behavior() {
    return new ReportedDistribution.Behavior(
        text(),
        text(),
        switch (random.nextInt(5)) {
          case 0 -> new ReportedVerdict.Finding("https-only");
          case 1 -> new ReportedVerdict.Undecided("https-only");
          case 2 -> new ReportedVerdict.Unservable();
          case 3 -> new ReportedVerdict.Unjudgeable("ViewerProtocolPolicy", text());
          default ->
              new ReportedVerdict.Exempt(
                  LocalDate.of(2026, 1, 1).plusDays(random.nextInt(1000)), text());
        });
  }

  /** What CloudFront takes, and what it does not. */
  private String text() {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(30); length > 0; length--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> 0x1f600 + random.nextInt(0x40);
            case 2 -> "\"\\/<&{}[],:\u2028\u00e9".charAt(random.nextInt(12));
            default -> ' ' + random.nextInt(95);
          });
    }
    return text.toString();
  }

  private Instant time() {
    return Instant.parse("2026-11-24T10:05:00Z").plusMillis(random.nextInt());
  }

  private int count() {
    return random.nextInt(100_000);
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static <T> List<T> list(int size, Supplier<T> each) {
    return IntStream.range(0, size).mapToObj(_ -> each.get()).toList();
  }
}
