package httpsguard.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import httpsguard.cloudtrail.Events;
import httpsguard.json.MalformedJsonException;
import httpsguard.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FromEventBridgeTest {
  @Test
  void readsTheEnvelope() throws IOException {
    ScheduledEvent event = read(Events.update("allow-all").json().getBytes(UTF_8));
    assertEquals("aws.cloudfront", event.getSource());
    assertEquals("AWS API Call via CloudTrail", event.getDetailType());
    assertEquals("111122223333", event.getAccount());
    assertEquals("UpdateDistribution", event.getDetail().get("eventName"));
  }

  @Test
  void readsSchedulersDefaultPayloadWhoseDetailIsAText() throws IOException {
    ScheduledEvent event = read("{\"source\":\"aws.scheduler\",\"detail\":\"{}\"}".getBytes(UTF_8));
    assertEquals("aws.scheduler", event.getSource());
    assertNull(event.getDetail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "3", "\"text\"", "{", "{}{}", "{'a':1}", "\0"})
  void refusesWhatIsNoJsonObject(String json) {
    MalformedJsonException thrown =
        assertThrows(MalformedJsonException.class, () -> read(json.getBytes(UTF_8)));
    assertTrue(requireNonNull(thrown.getMessage()).startsWith("the event is not a JSON object"));
  }

  @Test
  void refusesEndlessNesting() {
    byte[] arrays = ("{\"a\":" + "[".repeat(500_000)).getBytes(UTF_8);
    byte[] objects = "{\"a\":".repeat(300_000).getBytes(UTF_8);
    assertThrows(MalformedJsonException.class, () -> read(arrays));
    assertThrows(MalformedJsonException.class, () -> read(objects));
  }

  @Test
  void countsNoBracketsInsideTexts() throws IOException {
    String text = "\\\"" + "{[".repeat(1000);
    assertEquals(
        text.replace("\\", ""),
        read(("{\"source\":\"" + text + "\"}").getBytes(UTF_8)).getSource());
  }

  /** The parser worked on it for seconds, and for minutes on a busy machine. */
  @Test
  void aNumberOfAMillionDigitsWasParsed() throws IOException {
    byte[] number = ("{\"a\":-" + "9".repeat(101) + "}").getBytes(UTF_8);
    MalformedJsonException thrown = assertThrows(MalformedJsonException.class, () -> read(number));
    assertTrue(requireNonNull(thrown.getMessage()).contains("more than 100 digits"));
    String text = "9".repeat(1_000);
    assertEquals(
        text, read(("{\"source\":\"" + text + "\",\"a\":1e9}").getBytes(UTF_8)).getSource());
  }

  @Test
  void refusesWhatIsTooLongOrNotUtf8() {
    byte[] notUtf8 = {'{', '"', (byte) 0xc3, '"', '}'};
    assertThrows(MalformedJsonException.class, () -> read(new byte[3 * 1024 * 1024]));
    assertThrows(MalformedJsonException.class, () -> read(notUtf8));
  }

  private static ScheduledEvent read(byte[] bytes) throws IOException {
    return WorkReader.fromEventBridge(StrictJson.read(new ByteArrayInputStream(bytes)));
  }
}
