package httpsguard.policy;

/** What is not known of a distribution that is judged from a file. */
public record Unknown(boolean account, boolean distribution, boolean tags) {
  public static final Unknown NOTHING = new Unknown(false, false, false);
}
