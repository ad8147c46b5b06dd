package httpsguard.lambda;

import com.grack.nanojson.JsonArray;
import httpsguard.cloudtrail.Events;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event that carries drift, of which a part is another one. */
record Broken(String path, @Nullable Object value) {
  String json() {
    Events event = Events.update("allow-all");
    if (path.startsWith("detail.requestParameters.distributionConfig")) {
      event.with("detail.responseElements", null);
    }
    return event.with(path, value).json();
  }

  @Override
  public String toString() {
    String text = String.valueOf(value);
    return path + " = " + text.substring(0, Math.min(40, text.length()));
  }

  static Stream<Broken> wrongTypes(List<String> paths) {
    return paths.stream()
        .flatMap(
            path ->
                Stream.of(
                    new Broken(path, 3),
                    new Broken(path, 1e300),
                    new Broken(path, true),
                    new Broken(path, new JsonArray(List.of("EDFDVBD632BHDS5"))),
                    new Broken(path, new JsonArray()),
                    new Broken(path, Arrays.asList(new Object[] {null}))))
        .filter(
            broken -> !(broken.path().endsWith(".enabled") && Boolean.TRUE.equals(broken.value())));
  }
}
