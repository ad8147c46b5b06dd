package httpsguard.advice;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Origin;
import httpsguard.policy.Judged;
import httpsguard.policy.JudgedBehavior;
import httpsguard.text.Quoted;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How things are named in sentences: the first few, and how many more there are. */
public final class Labels {
  private static final int MOST = 10;

  private Labels() {}

  /** A path pattern in quotes; the default cache behavior as CloudFront's console names it. */
  public static String of(CacheBehavior behavior) {
    return behavior.isDefault() ? behavior.label() : Quoted.of(behavior.label());
  }

  public static String of(List<? extends Judged> behaviors) {
    return list(behaviors, judged -> of(judged.behavior()));
  }

  /** What sets it apart from a standard distribution. */
  public static Optional<String> ofKind(Optional<DistributionKind> kind) {
    return kind.filter(known -> known != DistributionKind.STANDARD).map(DistributionKind::word);
  }

  static String of(Origin origin) {
    return "origin " + Quoted.of(origin.id());
  }

  /** Why nothing is said of its viewer protocol policy; each tenant's parameters may lead to S3. */
  public static String notS3(JudgedBehavior judged) {
    return judged.origins().stream().anyMatch(Origin::isUpToTenants) ? "not judged" : "not S3";
  }

  public static <T> String list(Collection<? extends T> things, Function<T, String> label) {
    int more = things.size() - MOST;
    String first = things.stream().limit(MOST).map(label).collect(Collectors.joining(", "));
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /**
   * @param thing in the singular
   */
  public static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** Of an exemption. */
  static String reason(String reason) {
    return reason.isEmpty() ? "no reason given" : "reason " + Quoted.of(reason);
  }
}
