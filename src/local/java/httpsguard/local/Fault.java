package httpsguard.local;

import java.time.Duration;

/** How a service fails its caller. */
public sealed interface Fault {

  /** Nothing is done; an error is answered. */
  record Refuse(int status, String code, String message) implements Fault {}

  /** Nothing is done; an error is answered, with one more header. */
  record RefuseWith(Refuse refusal, String header, String value) implements Fault {}

  /** Nothing is done; this is answered. */
  record Instead(HttpReply.Answer answer) implements Fault {}

  /** Nothing is done; the answer is as if this distribution had been written, as it is. */
  record AnswerOf(String distributionId) implements Fault {}

  /** Nothing is done; something that is not AWS answers, such as a proxy. */
  record Stray(int status, String html) implements Fault {}

  /** The connection is reset. */
  record Reset(Moment moment) implements Fault {}

  /** The connection is reset, and new ones are refused until the stand-in resumes. */
  record Vanish() implements Fault {}

  /** Silence on an open connection; ends with a reset, at the latest when the stand-in closes. */
  record Stall(Moment moment, Duration atMost) implements Fault {}

  /** The call is acted on, and its answer spoiled. */
  record Spoil(Spoiled how) implements Fault {}

  /** On which side of the call's effect a connection fails. */
  enum Moment {
    BEFORE_ACTING,
    AFTER_ACTING
  }

  /** What is wrong with an answer. */
  enum Spoiled {
    /** Not well-formed. */
    MALFORMED_XML,
    /** Half of the document, in a message that looks whole. */
    CUT_XML,
    /** Half of the announced bytes, then a reset. */
    CUT_TRANSFER,
    EMPTY_BODY,
    /** Byte by byte, so slowly that it takes minutes, and never silent for long. */
    TRICKLE,
    /** The same from the status line on. */
    TRICKLE_FROM_THE_HEAD,
    /** Half of the announced bytes, then silence on an open connection. */
    SILENT_HALFWAY,
    WITHOUT_ETAG,
    /** The first list in it says that it has more items than it has. */
    WRONG_QUANTITY,
    /** Every viewer protocol policy in it is {@code allow-all}. */
    UNREPAIRED,
    WRONG_CONTENT_TYPE;

    /** Whether only a limit on time ends it. */
    public boolean isSlow() {
      return this == TRICKLE || this == TRICKLE_FROM_THE_HEAD || this == SILENT_HALFWAY;
    }
  }

  static Fault throttling() {
    return new Refuse(400, "Throttling", "Rate exceeded");
  }

  static Fault accessDenied(String message) {
    return new Refuse(403, "AccessDenied", message);
  }

  static Fault internalError() {
    return new Refuse(500, "InternalError", "We encountered an internal error.");
  }

  static Refuse serviceUnavailable() {
    return new Refuse(503, "ServiceUnavailable", "Please reduce your request rate.");
  }
}
