package httpsguard.simulation;

import java.util.function.Supplier;

/** What everybody in a simulation shares. */
final class World {
  private final VirtualTime time = new VirtualTime();
  private final Chance chance;
  private final Log log;
  private Weather weather;

  World(long seed, boolean isRead) {
    chance = new Chance(seed);
    log = new Log(time, isRead);
    weather = Weather.calm(2);
  }

  VirtualTime time() {
    return time;
  }

  Chance chance() {
    return chance;
  }

  Weather weather() {
    return weather;
  }

  void have(Weather other) {
    weather = other;
  }

  void saw(Sighting sighting) {
    log.saw(sighting);
  }

  void saw(Sighting sighting, Supplier<String> about) {
    log.saw(sighting, about);
  }

  void say(Supplier<String> line) {
    log.say(line);
  }

  Log log() {
    return log;
  }
}
