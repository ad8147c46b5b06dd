package httpsguard.simulation;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.local.Accounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One invocation of a function: its time, what it is to suffer, and what it did. */
final class Invocation implements Context {
  private static final int STEPS = 14;
  private static final int NEVER = -1;

  final Optional<CloudTrail> trigger;
  final long begin;
  final Map<DistributionId, Site.Version> read = new HashMap<>();

  /** When it read, or wrote, last. */
  private final Map<DistributionId, Long> looked = new HashMap<>();

  final Map<DistributionId, Map<String, String>> tags = new HashMap<>();
  final Map<DistributionId, Integer> writes = new HashMap<>();

  /** What it sent last without getting an answer. */
  final Map<DistributionId, DistributionDocument> unanswered = new HashMap<>();

  final Set<DistributionId> wrote = new HashSet<>();
  final Set<DistributionId> refused = new HashSet<>();
  final Set<DistributionId> told = new HashSet<>();
  boolean toldReport;

  private final Map<String, String> settings;
  private final VirtualTime time;
  private final String function;
  private final String requestId;
  private final long deadline;
  private final int crashAt;
  private final int freezeAt;
  private int steps;
  private boolean frozen;

  /** Lambda ended the process; no code of the function runs any more. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    private final boolean timedOut;

    Killed(boolean timedOut) {
      super(timedOut ? "time-out" : "crash", null, false, false);
      this.timedOut = timedOut;
    }

    boolean isTimeOut() {
      return timedOut;
    }
  }

  /**
   * @param function its name
   * @param trigger the call that it is about; empty for a report
   * @param settings the function's environment
   */
  Invocation(
      World world,
      String function,
      int number,
      Duration timeout,
      Optional<CloudTrail> trigger,
      Map<String, String> settings) {
    time = world.time();
    this.function = function;
    requestId = "495b12a8-0000-0000-0000-%012d".formatted(number);
    this.trigger = trigger;
    this.settings = Map.copyOf(settings);
    begin = time.now();
    deadline = begin + timeout.toMillis();
    Chance chance = world.chance();
    crashAt = chance.percent(world.weather().crash()) ? chance.below(STEPS) : NEVER;
    freezeAt = chance.percent(world.weather().freeze()) ? chance.below(STEPS) : NEVER;
  }

  void sees(DistributionId distribution, Site.Version version) {
    read.put(distribution, version);
    looked.put(distribution, time.now());
  }

  void seesNothingOf(DistributionId distribution) {
    read.remove(distribution);
    looked.put(distribution, time.now());
  }

  void wrote(DistributionId distribution) {
    wrote.add(distribution);
    looked.put(distribution, time.now());
  }

  /** Whether it looked at the distribution then or later. */
  boolean hasLookedSince(DistributionId distribution, long then) {
    return looked.getOrDefault(distribution, -1L) >= then;
  }

  boolean repairs() {
    return "remediate".equals(settings.get("MODE"));
  }

  int maxRepairs() {
    return Integer.parseInt(settings.getOrDefault("MAX_REPAIRS_PER_AUDIT", "10"));
  }

  /** Before and behind each call: where it may die. */
  void step() {
    int step = steps++;
    if (step == crashAt) {
      throw new Killed(false);
    }
    if (step == freezeAt) {
      frozen = true;
      spend(Duration.ofDays(1));
    }
  }

  /** Whether it was made to hang: by itself it ends in time. */
  boolean isFrozen() {
    return frozen;
  }

  void spend(Duration duration) {
    long left = Math.max(0, deadline - time.now());
    if (duration.toMillis() > left) {
      time.pass(Duration.ofMillis(left));
      throw new Killed(true);
    }
    time.pass(duration);
  }

  /** Whether it wrote what it has not told of. */
  boolean isBetweenWriteAndNotice() {
    return !told.containsAll(wrote);
  }

  /** As a log names it. */
  String name() {
    return function + " " + requestId.substring(requestId.length() - 6);
  }

  @Override
  public int getRemainingTimeInMillis() {
    return Math.toIntExact(Math.max(0, deadline - time.now()));
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:us-east-1:" + Accounts.DEFAULT_ID + ":function:" + function;
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public String getLogGroupName() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getLogStreamName() {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public LambdaLogger getLogger() {
    throw new UnsupportedOperationException();
  }
}
