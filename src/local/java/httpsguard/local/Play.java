package httpsguard.local;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One event on a stage, in six steps. */
final class Play {
  private static final String SETTINGS_ERROR = "httpsguard.lambda.InvalidSettingsException";

  private final Stage stage;
  private final SampleEvent event;
  private final Screen screen;
  private final StoredDistribution before;
  private final List<Visit> visitsBefore;
  private JsonObject outcome = new JsonObject();

  Play(Stage stage, SampleEvent event, Screen screen) throws IOException {
    this.stage = stage;
    this.event = event;
    this.screen = screen;
    before = stage.distribution();
    visitsBefore = visits();
  }

  /**
   * @return the exit status
   */
  int run() throws IOException, InterruptedException {
    showViewersBefore();
    showEvent();
    return switch (stage.invoke(event)) {
      case Invocation.Answered(String json) -> {
        outcome = parsed(json);
        showOutcome(json);
        showDifference();
        showNotice();
        showViewersAfter();
        yield LocalRun.SHOWN;
      }
      case Invocation.Failed failed -> {
        showFailure(failed);
        yield failed.errorType().equals(SETTINGS_ERROR) ? LocalRun.NOT_PLAYED : LocalRun.FAILED;
      }
    };
  }

  private void showViewersBefore() {
    screen.step(
        anyFromS3OverHttp(visitsBefore)
            ? "Before: viewers get objects from S3 over plain HTTP"
            : "Before: viewers get nothing from S3 over plain HTTP");
    screen.table(visitsBefore.stream().map(Play::row).toList());
  }

  private void showEvent() {
    screen.step("The event, as EventBridge delivers it: events/" + event.name() + ".json");
    List<List<Screen.Cell>> rows = new ArrayList<>();
    String of = event.written().map(written -> " of " + written.id()).orElse("");
    rows.add(Screen.plain("call", event.operation() + of));
    rows.add(Screen.plain("by", event.caller()));
    rows.add(Screen.plain("at", event.time()));
    event.tagsSet().forEach((key, value) -> rows.add(Screen.plain("tag", key + " = " + value)));
    event.errorCode().ifPresent(code -> rows.add(Screen.plain("answer", "refused: " + code)));
    screen.table(rows);
  }

  private void showOutcome(String json) {
    screen.step("The guard's calls, and its outcome: " + outcome.getString("outcome", "none"));
    List<RecordedCall> calls = stage.cloud().calls();
    if (calls.isEmpty()) {
      screen.line("No call to AWS.");
    }
    screen.table(calls.stream().map(Play::row).toList());
    screen.blank();
    screen.json(json);
  }

  private void showDifference() {
    StoredDistribution now = stage.distribution();
    var difference = ConfigDifference.of(before.configBytes(), now.configBytes());
    if (now.eTag().equals(before.eTag())) {
      screen.step("The config: not written");
      screen.line("ETag " + now.eTag() + ", as before.");
      return;
    }
    screen.step(
        String.format(
            Locale.ROOT,
            "The config: %d %s changed, and %d of the other %,d bytes",
            difference.values(),
            difference.values() == 1 ? "value" : "values",
            difference.otherBytes(),
            difference.bytesBesideValues()));
    screen.difference(difference);
  }

  private void showNotice() {
    List<PublishedNotice> notices = stage.cloud().published();
    if (notices.isEmpty()) {
      screen.step("The notice: none");
      screen.line("Nothing was published.");
      return;
    }
    screen.step("The notice, as its reader gets it by e-mail");
    notices.forEach(screen::notice);
    screen.line("(Below, SNS adds how to unsubscribe.)", Ink.DIM);
  }

  private void showViewersAfter() throws IOException {
    List<Visit> visits = visits();
    screen.step(headingAfter(visits));
    if (visits.equals(visitsBefore) && !anyFromS3OverHttp(visits)) {
      screen.line("The same requests get the same answers as before.");
      return;
    }
    List<List<Screen.Cell>> rows = new ArrayList<>();
    for (Visit visit : visits) {
      boolean told = visitsBefore.contains(visit) && !visit.gotObjectFromS3OverHttp();
      rows.add(told ? asBefore(visit) : row(visit));
    }
    for (Visit visit : visits) {
      if (visit.location().isPresent() && !visitsBefore.contains(visit)) {
        rows.add(row(Visit.pay(stage.edge(), visit.location().orElseThrow())));
      }
    }
    screen.table(rows);
  }

  private String headingAfter(List<Visit> visits) {
    if (!anyFromS3OverHttp(visits)) {
      return "After: viewers get nothing from S3 over plain HTTP";
    }
    return "After: viewers STILL get objects from S3 over plain HTTP" + reason();
  }

  private String reason() {
    if (stage.mode().equals("notify")) {
      return "; mode notify writes nothing";
    }
    boolean exempt =
        outcome.getArray("behaviors", new JsonArray()).stream()
            .anyMatch(
                behavior ->
                    behavior instanceof JsonObject judged
                        && judged.getString("verdict", "").equals("Exempt"));
    return exempt ? "; they are exempt" : "";
  }

  private void showFailure(Invocation.Failed failed) {
    screen.step("The function failed: " + failed.errorType());
    screen.line(failed.message(), Ink.RED);
    if (!failed.errorType().equals(SETTINGS_ERROR)) {
      screen.blank();
      screen.quote(stage.log());
    }
  }

  private List<Visit> visits() throws IOException {
    List<Visit> visits = new ArrayList<>();
    for (String url : Visit.urls(before)) {
      visits.add(Visit.pay(stage.edge(), url));
    }
    return visits;
  }

  private static boolean anyFromS3OverHttp(List<Visit> visits) {
    return visits.stream().anyMatch(Visit::gotObjectFromS3OverHttp);
  }

  private static List<Screen.Cell> row(Visit visit) {
    Ink ink = visit.gotObjectFromS3OverHttp() ? Ink.RED : visit.isSafe() ? Ink.GREEN : Ink.PLAIN;
    return List.of(
        Screen.Cell.of("GET " + visit.url()),
        new Screen.Cell(Integer.toString(visit.status()), ink),
        new Screen.Cell(visit.words(), ink));
  }

  private static List<Screen.Cell> asBefore(Visit visit) {
    return Screen.plain("GET " + visit.url(), Integer.toString(visit.status()), "as before");
  }

  private static List<Screen.Cell> row(RecordedCall call) {
    return Screen.plain(
        call.action(),
        Integer.toString(call.status()),
        call.header("if-match").map(eTag -> "If-Match: " + eTag).orElse(""));
  }

  private static JsonObject parsed(String json) {
    try {
      return JsonParser.object().from(json);
    } catch (JsonParserException e) {
      throw new IllegalStateException("the function's answer is not JSON: " + json, e);
    }
  }
}
