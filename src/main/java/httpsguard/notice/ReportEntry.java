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
 * @param about empty for what a report names without having it looked at again
 * @param text lines for people
 * @param json for programs; empty where an entry before this one has it
 */
record ReportEntry(
    ReportParts.Section section,
    String id,
    Optional<Outcome.About> about,
    String text,
    Optional<Map<String, Object>> json) {

  /** In characters, of what is said of one distribution in one entry. */
  private static final int MAX_TEXT = 6_000;

  /** What stands around the cells of a row. */
  private static final int FRAME = 20;

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
      ReportParts.Section section,
      String id,
      Optional<Outcome.About> about,
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
                    about,
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
