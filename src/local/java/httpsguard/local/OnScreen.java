package httpsguard.local;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.List;

/** What the guard behind a stand-in does, as a terminal shows it. */
record OnScreen(Screen screen) implements GuardBehind.Audience {

  @Override
  public void arrived(String eventName, String resource) {
    screen.line(
        StandIn.now()
            + "  guard: CloudTrail recorded "
            + eventName
            + (resource.isEmpty() ? "" : " of " + resource.substring(resource.lastIndexOf('/') + 1))
            + (eventName.equals("CreateDistribution") ? " (waits up to a minute for tags)" : ""));
  }

  @Override
  public void answered(String json) {
    try {
      JsonObject outcome = JsonParser.object().from(json);
      screen.line(
          StandIn.now()
              + "  guard: "
              + outcome.getString("outcome", json)
              + (outcome.has("distribution") ? " " + outcome.getString("distribution") : "")
              + (outcome.has("reason") ? ": " + outcome.getString("reason") : ""));
    } catch (JsonParserException e) {
      throw new IllegalStateException("the function's answer is not JSON: " + json, e);
    }
  }

  @Override
  public void failed(Invocation.Failed failed, String log, boolean isLast) {
    screen.together(
        () -> {
          screen.line(
              StandIn.now() + "  guard: failed: " + failed.errorType() + ": " + failed.message(),
              Ink.RED);
          List<String> lines = log.lines().toList();
          lines.forEach(screen::quote);
          screen.line(
              isLast
                  ? "It is given up here; on AWS it would be tried for six hours, and then kept."
                  : "It is tried again.");
        });
  }
}
