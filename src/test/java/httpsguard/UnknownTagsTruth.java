package httpsguard;

import com.grack.nanojson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is right of a distribution, known from its tags, which the guard may not see. */
record UnknownTagsTruth(
    List<JsonObject> rules,
    boolean ownersMayExempt,
    Map<String, String> tags,
    Map<String, String> live) {
  static final String TAG = "https-guard-exempt";
  static final List<String> PATTERNS = List.of("/a/*", "*");

  /** The first rule that fits, the owner's tag, the document: as docs/policy.md says. */
  boolean isExempt(String pattern, Map<String, String> tagged) {
    for (JsonObject rule : rules) {
      boolean fits =
          (!rule.has("tags")
                  || rule.getObject("tags").entrySet().stream()
                      .allMatch(wanted -> wanted.getValue().equals(tagged.get(wanted.getKey()))))
              && (!rule.has("account") || rule.getString("account").equals("111122223333"))
              && (!rule.has("pathPattern") || rule.getString("pathPattern").equals(pattern));
      boolean decides =
          rule.has("policy")
              && !(rule.has("until") && rule.getString("until").equals("2026-11-23"));
      if (fits && decides) {
        return rule.getString("policy").equals("allow-all");
      }
    }
    return ownersMayExempt && tagged.containsKey(TAG);
  }

  boolean isExempt(String pattern) {
    return isExempt(pattern, tags);
  }

  boolean isOpen(String pattern) {
    return live.getOrDefault(pattern, "").equals("allow-all");
  }

  boolean wroteFinding() {
    return PATTERNS.stream().anyMatch(pattern -> isOpen(pattern) && !isExempt(pattern));
  }

  /** Without its tags it would not be exempt. */
  boolean wroteWhatTagsExempt() {
    return PATTERNS.stream()
        .filter(this::isOpen)
        .anyMatch(pattern -> isExempt(pattern) && !isExempt(pattern, Map.of()));
  }

  /** A key that is hidden may be any. */
  boolean mayDecide(String key) {
    Set<String> named = new HashSet<>(ownersMayExempt ? Set.of(TAG) : Set.of());
    rules.stream()
        .filter(rule -> rule.has("tags"))
        .forEach(rule -> named.addAll(rule.getObject("tags").keySet()));
    return named.contains(key) || (key.startsWith("HIDDEN") && !named.isEmpty());
  }
}
