package httpsguard.local;

/** How an invocation of a function ended. */
public sealed interface Invocation {

  /** The function returned. */
  record Answered(String json) implements Invocation {}

  /**
   * The function failed, or its process did.
   *
   * @param errorType what Lambda names it, such as {@code java.lang.IllegalStateException}, {@code
   *     Sandbox.Timedout} or {@code Runtime.ExitError}
   */
  record Failed(String errorType, String message) implements Invocation {}
}
