package httpsguard.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The events in a directory, and the distributions that they speak of. */
final class SampleEvents {
  private static final String SUFFIX = ".json";

  // Whose config a distribution has where the event itself carries none.
  private static final String DRIFTED = "terraform-update";
  private static final String IN_POLICY = "own-update";

  private final List<SampleEvent> events;

  private SampleEvents(List<SampleEvent> events) {
    this.events = events;
  }

  /** Those of the project. */
  static SampleEvents read() {
    return in(Installation.events());
  }

  static SampleEvents in(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return new SampleEvents(
          files
              .filter(file -> file.toString().endsWith(SUFFIX))
              .sorted()
              .map(SampleEvents::event)
              .filter(SampleEvent::isEvent)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("no sample events in " + directory, e);
    }
  }

  List<String> names() {
    return events.stream().map(SampleEvent::name).toList();
  }

  Optional<SampleEvent> find(String name) {
    return events.stream().filter(event -> event.name().equals(name)).findFirst();
  }

  /**
   * The distribution that the event speaks of, as it is when the event arrives. Calls that wrote
   * none find one that was there already: out of policy where tags changed, for then an exemption
   * is granted or removed; in policy where a call failed or was about something else.
   */
  StoredDistribution distribution(SampleEvent event) {
    return event
        .written()
        .orElseGet(
            () -> {
              boolean aboutTags = event.operation().endsWith("agResource");
              return find(aboutTags ? DRIFTED : IN_POLICY)
                  .flatMap(SampleEvent::written)
                  .orElseThrow()
                  .withTags(event.tagsSet());
            });
  }

  /** Every distribution that an event wrote, as the first of them left it. */
  List<StoredDistribution> distributions() {
    Map<String, StoredDistribution> first = new LinkedHashMap<>();
    events.stream()
        .sorted(Comparator.comparing(SampleEvent::time))
        .flatMap(event -> event.written().stream())
        .forEach(written -> first.putIfAbsent(written.id(), written));
    return List.copyOf(first.values());
  }

  private static SampleEvent event(Path file) {
    String name = file.getFileName().toString();
    try {
      return new SampleEvent(
          name.substring(0, name.length() - SUFFIX.length()), Bytes.of(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
