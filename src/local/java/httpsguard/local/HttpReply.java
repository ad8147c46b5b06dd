package httpsguard.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server does with a request: answers it, or fails its peer. */
public sealed interface HttpReply {

  record Answer(int status, Map<String, String> headers, Bytes body) implements HttpReply {
    public Answer {
      headers = Map.copyOf(headers);
    }

    public static Answer of(int status, String contentType, String body) {
      return new Answer(status, Map.of("Content-Type", contentType), Bytes.utf8(body));
    }

    public Answer with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Answer(status, more, body);
    }

    public Answer without(String header) {
      Map<String, String> fewer = new LinkedHashMap<>(headers);
      fewer.remove(header);
      return new Answer(status, fewer, body);
    }

    public Answer withBody(Bytes other) {
      return new Answer(status, headers, other);
    }
  }

  /** Announces the whole answer, sends the first bytes of its body, and resets the connection. */
  record Cut(Answer answer, int bytes) implements HttpReply {}

  /**
   * Sends a message byte by byte, with a pause after each. It promises to keep the connection, as
   * AWS does: a client that closes it early then has something left to read.
   *
   * @param fromTheHead whether the head trickles as well as the body
   */
  record Trickle(Answer answer, boolean fromTheHead, Duration pause) implements HttpReply {}

  /** Announces the whole answer, sends the first bytes of its body, and then nothing more. */
  record Hang(Answer answer, int bytes) implements HttpReply {}

  /** Resets the connection without an answer. */
  record Reset() implements HttpReply {}
}
