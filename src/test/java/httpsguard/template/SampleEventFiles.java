package httpsguard.template;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files in {@code events/}. */
final class SampleEventFiles {
  private static final Path DIRECTORY = Path.of("events");
  private static final String ENVIRONMENT = "env";

  private SampleEventFiles() {}

  /** The events' names: their files' without {@code .json}. */
  static Set<String> names() {
    return names("");
  }

  /** What people and schedules send, such as {@code by-hand/test-notice}. */
  static Set<String> byHand() {
    return names("by-hand/");
  }

  private static Set<String> names(String folder) {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".json"))
          .map(file -> file.substring(0, file.length() - ".json".length()))
          .filter(name -> !name.equals(ENVIRONMENT))
          .map(name -> folder + name)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject event(String name) {
    return json(name);
  }

  static JsonObject environment() {
    return json(ENVIRONMENT);
  }

  static String readme() {
    return text("README.md");
  }

  static ScheduledEvent scheduled(String name) {
    JsonObject event = event(name);
    ScheduledEvent scheduled = new ScheduledEvent();
    scheduled.setSource(event.getString("source"));
    scheduled.setDetailType(event.getString("detail-type"));
    scheduled.setAccount(event.getString("account"));
    scheduled.setDetail(event.getObject("detail"));
    return scheduled;
  }

  static String write(JsonObject event) {
    return JsonWriter.string(event);
  }

  private static JsonObject json(String name) {
    try {
      return JsonParser.object().from(text(name + ".json"));
    } catch (JsonParserException e) {
      throw new IllegalStateException("events/" + name + ".json", e);
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(DIRECTORY.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
