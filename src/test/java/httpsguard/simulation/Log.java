package httpsguard.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What happened: counted, and told line by line to whoever wants to read it. */
final class Log {
  private final VirtualTime time;
  private final boolean isRead;
  private final Map<Sighting, Integer> sightings = new EnumMap<>(Sighting.class);

  Log(VirtualTime time, boolean isRead) {
    this.time = time;
    this.isRead = isRead;
  }

  void saw(Sighting sighting) {
    sightings.merge(sighting, 1, Integer::sum);
  }

  void say(Supplier<String> line) {
    if (isRead) {
      System.out.println(time.instant() + " " + line.get());
    }
  }

  void saw(Sighting sighting, Supplier<String> about) {
    saw(sighting);
    say(() -> sighting + " " + about.get());
  }

  Map<Sighting, Integer> sightings() {
    return Map.copyOf(sightings);
  }
}
