package httpsguard.advice;

import httpsguard.distribution.CacheBehavior;
import httpsguard.policy.Judged;
import httpsguard.text.Quoted;
import java.util.Collection;
import java.util.List;
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

  public static <T> String list(Collection<? extends T> things, Function<T, String> label) {
    int more = things.size() - MOST;
    String first = things.stream().limit(MOST).map(label).collect(Collectors.joining(", "));
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
