package httpsguard.bench;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import httpsguard.cli.Options;
import httpsguard.lambda.DestinationRecords;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an audit and the repairs after it cost in accounts of several sizes, against the least that
 * is possible and against a sweep that reads each distribution. The functions run in JVMs of their
 * own; this one plays AWS.
 */
final class AuditBenchmark {
  private static final String SIZES = "1000,10000,100000";
  private static final int PAGE = 100;
  private static final String PURPOSE = "repair";

  private final int size;
  private final int drifted;

  /** Several invocations of one kind. */
  private static final class Cost {
    private final Map<String, Integer> calls = new TreeMap<>();
    private int invocations;
    private long millis;
    private long heap;

    void add(Function.Measured measured, Map<String, Integer> made) {
      invocations++;
      millis += measured.millis();
      heap = Math.max(heap, measured.heap());
      made.forEach((action, count) -> calls.merge(action, count, Integer::sum));
    }

    int count() {
      return calls.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private AuditBenchmark(int size) {
    this.size = size;
    drifted = size / Account.ONE_DRIFTED_OF;
  }

  /**
   * @param arguments the option {@code sizes}, as {@link Options} reads it: of accounts, with
   *     commas between them
   */
  public static void main(String[] arguments) throws Exception {
    System.out.println(
        "| distributions | step | invocations | calls | at least | time | heap | calls by name |");
    System.out.println("|--:|---|--:|--:|--:|--:|--:|---|");
    for (String size : Options.of(List.of(arguments)).get("sizes", SIZES).split(",", -1)) {
      AuditBenchmark benchmark = new AuditBenchmark(Integer.parseInt(size));
      benchmark.auditAndRepair();
      benchmark.sweep();
    }
  }

  private void auditAndRepair() throws Exception {
    int pages = Math.ceilDiv(size, PAGE);
    try (Account account = new Account(size)) {
      Cost first = new Cost();
      Cost repairs = new Cost();
      Cost between = new Cost();
      Cost last = new Cost();
      JsonObject report = run(account, Function.AUDIT, DestinationRecords.input(PURPOSE), first);
      requireDrifted(report, drifted);
      print("audit", first, pages + drifted);
      int left = drifted;
      while (left > 0) {
        JsonObject outcome =
            run(account, Function.GUARD, DestinationRecords.success(PURPOSE, report), repairs);
        left -= repaired(outcome);
        report =
            run(
                account,
                Function.AUDIT,
                DestinationRecords.input(PURPOSE),
                left > 0 ? between : last);
        requireDrifted(report, left);
      }
      print(String.format(Locale.ROOT, "repairs: %,d", drifted), repairs, 2 * drifted);
      if (between.invocations > 0) {
        print("audits in between", between, 0);
      }
      print("audit, nothing drifted", last, pages);
    }
  }

  private void sweep() throws Exception {
    try (Account account = new Account(size)) {
      Cost cost = new Cost();
      Function.Measured measured = Function.SWEEP.invoke(account.endpoint(), "");
      cost.add(measured, account.takeCalls());
      if (Integer.parseInt(measured.answer()) != drifted) {
        throw new IllegalStateException("the sweep found " + measured.answer());
      }
      print("sweep", cost, Math.ceilDiv(size, PAGE) + drifted);
    }
  }

  private static JsonObject run(Account account, Function function, String event, Cost cost)
      throws Exception {
    Function.Measured measured = function.invoke(account.endpoint(), event);
    cost.add(measured, account.takeCalls());
    return JsonParser.object().from(measured.answer());
  }

  private static void requireDrifted(JsonObject report, int expected) {
    JsonObject totals = report.getObject("totals");
    if (totals.getInt("drifted") != expected || !totals.getBoolean("complete")) {
      throw new IllegalStateException("expected " + expected + " that drifted: " + totals);
    }
  }

  private static int repaired(JsonObject outcome) {
    int repaired = outcome.getObject("counts").getInt("Repaired");
    if (repaired == 0) {
      throw new IllegalStateException("nothing was repaired: " + outcome);
    }
    return repaired;
  }

  /**
   * @param least how many calls there must be
   */
  private void print(String step, Cost cost, int least) {
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %d | %,d | %,d | %.1f s | %.0f MB | %s |%n",
        size,
        step,
        cost.invocations,
        cost.count(),
        least,
        cost.millis / 1e3,
        cost.heap / 1e6,
        cost.calls.entrySet().stream()
            .map(call -> String.format(Locale.ROOT, "%,d %s", call.getValue(), call.getKey()))
            .collect(Collectors.joining(", ")));
  }
}
