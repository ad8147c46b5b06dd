package httpsguard;

/** What the build put in: pom.xml says it once. */
public final class Version {
  /** Such as {@code 0.1.0}. A constant: who uses it has it compiled in, and reads nothing. */
  public static final String NUMBER = "${project.version}";

  private Version() {}
}
