package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.json.AsciiJson;
import httpsguard.json.JsonLimits;
import httpsguard.text.Paragraphs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A distribution in a report's notice, or as much of one as a part of the notice has room for.
 *
 * @param id as CloudFront wrote it, even where it cannot be judged
 * @param outcome empty for what a report names without having it looked at again
 * @param text lines for people
 * @param json for programs; empty where an entry before this one has it
 */
record ReportEntry(
    Section section,
    String id,
    Optional<Outcome.Concerning> outcome,
    String text,
    Optional<Map<String, Object>> json) {

  /** In characters, of what is said of one distribution in one entry. */
  private static final int MAX_TEXT = 6_000;

  /** What stands around the cells of a row. */
  private static final int FRAME = 20;

  /** The sections of the notice, in their order. */
  enum Section {
    NOT_REPAIRED("NOT repaired: AWS refuses a call until someone acts", "distributions"),
    LEFT_OPEN("NOT repaired: checked again, and only the owner can act", "distributions"),
    UNSERVABLE("NOT repaired: would fail over HTTPS, and only the owner can act", "leftAlone"),
    FAILED("Not known to be repaired: a call failed and will be tried again", "distributions"),
    HELD_BACK("Held back: not repaired yet", "distributions"),
    REPAIRED("Repaired", "distributions"),
    ALREADY_BACK("In policy again; who corrected it is not known", "distributions"),
    GONE("Gone: the distribution no longer exists", "distributions"),
    WOULD_REPAIR("Checked again, and left as they are: mode notify", "distributions"),
    NOTIFY_ONLY("Serve S3 over plain HTTP, and are left as they are: mode notify", "leftAlone"),
    EXEMPT_NOW("Checked again, and exempt: may serve S3 over plain HTTP", "distributions"),
    EXEMPT("Exempt: may serve S3 over plain HTTP for some more days", "leftAlone"),
    DISABLED_NOW("Checked again, and disabled, serving no one: left alone", "distributions"),
    DISABLED(
        "Disabled, serving no one: left alone until enabled, unless a tag exempts it", "leftAlone"),
    UNREADABLE("Could not be judged", "unreadable");

    private final String heading;
    private final String list;

    Section(String heading, String list) {
      this.heading = heading;
      this.list = list;
    }

    String heading() {
      return heading;
    }

    /** The name of its list in the JSON. */
    String list() {
      return list;
    }
  }

  /** As much of what is said of one distribution as one entry has room for. */
  private static final class Chunk {
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int taken;

    static Chunk withRoom(List<Chunk> chunks, int length) {
      if (chunks.getLast().taken > 0 && chunks.getLast().taken + length > MAX_TEXT) {
        chunks.add(new Chunk());
      }
      chunks.getLast().taken += length;
      return chunks.getLast();
    }
  }

  /**
   * One entry, or more where there is more to say than one has room for.
   *
   * @param words name the distribution
   * @param rows what became of each of its cache behaviors
   * @param notes what else is to be said
   */
  static Stream<ReportEntry> of(
      Section section,
      String id,
      Optional<Outcome.Concerning> outcome,
      Map<String, Object> json,
      String words,
      List<List<String>> rows,
      List<String> notes) {
    List<Chunk> chunks = new ArrayList<>(List.of(new Chunk()));
    for (List<String> row : rows) {
      int length = row.stream().mapToInt(String::length).sum() + FRAME;
      Chunk.withRoom(chunks, length).rows.add(row);
    }
    for (String note : notes) {
      Chunk.withRoom(chunks, note.length()).notes.add(note);
    }
    return IntStream.range(0, chunks.size())
        .mapToObj(
            at ->
                new ReportEntry(
                    section,
                    id,
                    outcome,
                    Paragraphs.item(
                        at == 0 ? words : id + ", continued",
                        chunks.get(at).rows,
                        chunks.get(at).notes),
                    at == 0 ? Optional.of(json) : Optional.empty()));
  }

  /** What it takes of a message, in bytes: its text stands there twice. */
  int size() {
    return 2 * (AsciiJson.of(text).length() + 2)
        + json.map(fields -> JsonLimits.sizeAsText(fields) + 2).orElse(0);
  }
}
