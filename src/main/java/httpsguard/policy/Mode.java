package httpsguard.policy;

/** What happens to findings. */
public enum Mode {
  /** They are repaired and told. */
  REMEDIATE("remediate"),
  /** They are told; nothing is written. */
  NOTIFY("notify");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** As settings write it. */
  public String word() {
    return word;
  }
}
