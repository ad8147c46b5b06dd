package httpsguard;

/** Of this release. {@code VersionTest} asserts that pom.xml has the same. */
public final class Version {
  /** A constant: who uses it has it compiled in, and reads nothing. */
  public static final String NUMBER = "0.1.0";

  private Version() {}
}
