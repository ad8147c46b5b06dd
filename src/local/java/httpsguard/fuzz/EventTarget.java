package httpsguard.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.aws.AwsPorts;
import httpsguard.cloudtrail.MalformedEventException;
import httpsguard.lambda.FuzzedGuard;
import java.util.Set;

/**
 * Any bytes as an event. Either it is refused in words, or counted as unrelated, or it is answered
 * for the distribution that it names; nothing else is written, and nothing is said that a log or a
 * mail client would act upon.
 */
public final class EventTarget {
  private static final Set<String> ANSWERED =
      Set.of("Repaired", "AlreadyBack", "InPolicy", "Exempt", "Disabled", "Gone", "WouldRepair");

  private static final FakeAws AWS = new FakeAws();
  private static final FuzzedGuard GUARD = new FuzzedGuard(new AwsPorts(AWS, () -> AWS, AWS));

  private EventTarget() {}

  /** The fuzzer's entry point. */
  public static void fuzzerTestOneInput(byte[] event) {
    AWS.forget();
    String outcome;
    try {
      String answer = GUARD.handle(event);
      Printable.require("answer", answer, 110_000);
      outcome = outcome(answer);
    } catch (MalformedEventException e) {
      Printable.require("error", String.valueOf(e.getMessage()), 300);
      outcome = "Failed";
    }
    Printable.require("log", GUARD.takeLog().strip(), 120_000);
    if (ANSWERED.contains(outcome)) {
      AWS.requireOne(new String(event, UTF_8));
    } else if (outcome.equals("Report")) {
      AWS.requireOnly(new String(event, UTF_8));
    } else {
      AWS.requireNoCall(outcome);
    }
  }

  private static String outcome(String answer) {
    try {
      JsonObject json = JsonParser.object().from(answer);
      return json.getString("outcome", "none");
    } catch (JsonParserException e) {
      throw new AssertionError("the answer is not JSON: " + answer, e);
    }
  }
}
