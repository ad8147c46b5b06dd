package httpsguard.reliability;

import httpsguard.aws.AwsPorts;
import httpsguard.aws.QuickPorts;
import httpsguard.aws.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** One fault, on one call, for one length of time; and how it has to end. */
record FaultRow(String action, CallFault fault, Lasting lasting) {
  /** Every call that the guard makes. */
  static final List<String> ACTIONS =
      List.of("GetDistributionConfig", "ListTagsForResource", "UpdateDistribution", "Publish");

  /** The faults after which the SDK's client tries the call once more. */
  private static final Set<String> TRIED_AGAIN =
      Set.of(
          "throttling",
          "too many requests",
          "internal error",
          "service unavailable",
          "retry after a day",
          "reset before",
          "reset after",
          "stall before",
          "stall after",
          "cut transfer",
          "trickle",
          "trickle from the head",
          "silent halfway");

  enum Lasting {
    ONE_CALL,
    ONE_INVOCATION,
    FOR_EVER
  }

  /** How a row can end. There is no other way. */
  enum End {
    IN_POLICY_AND_TOLD,
    NOT_REPAIRED_AND_TOLD,
    FAILED_AND_KEPT
  }

  static Stream<FaultRow> all() {
    return ACTIONS.stream()
        .flatMap(
            action ->
                CallFault.ALL.stream()
                    .filter(fault -> fault.actions().contains(action))
                    .flatMap(
                        fault ->
                            Arrays.stream(Lasting.values())
                                .map(lasting -> new FaultRow(action, fault, lasting))));
  }

  End expected() {
    return switch (fault.meaning()) {
      case REFUSED -> End.NOT_REPAIRED_AND_TOLD;
      case ACTED ->
          lasting == Lasting.FOR_EVER && !isKnownToHaveActed()
              ? End.FAILED_AND_KEPT
              : End.IN_POLICY_AND_TOLD;
      case PASSING -> lasting == Lasting.FOR_EVER ? End.FAILED_AND_KEPT : End.IN_POLICY_AND_TOLD;
      case PASSING_ONCE ->
          lasting == Lasting.ONE_CALL ? End.IN_POLICY_AND_TOLD : End.NOT_REPAIRED_AND_TOLD;
    };
  }

  /** What was written is seen by reading. The SDK's reader does not look behind an answer's end. */
  private boolean isKnownToHaveActed() {
    return action.equals("UpdateDistribution")
        || (action.equals("Publish") && fault.name().equals("malformed xml"));
  }

  /** Whether the first invocation brings it to an end, rather than Lambda's next try. */
  boolean endsInOneInvocation() {
    return switch (fault.meaning()) {
      case REFUSED, PASSING_ONCE -> true;
      case ACTED ->
          action.equals("UpdateDistribution")
              || (lasting == Lasting.ONE_CALL && TRIED_AGAIN.contains(fault.name()));
      case PASSING -> lasting == Lasting.ONE_CALL && TRIED_AGAIN.contains(fault.name());
    };
  }

  /** Real limits, but where they would have to be waited for. */
  Function<Topic, AwsPorts> connect() {
    if (!fault.isSlow()) {
      return QuickPorts::connect;
    }
    return action.equals("Publish")
        ? topic -> QuickPorts.connect(topic, 1, 4)
        : topic -> QuickPorts.connect(topic, 20, 1);
  }

  @Override
  public String toString() {
    return action + ", " + fault.name() + ", " + lasting;
  }
}
