package httpsguard.advice;

/** Whether HTTPS Guard looked at a distribution itself, or only a file shows what it would see. */
public enum Installed {
  YES,
  NOT_YET
}
