package httpsguard.text;

import java.util.List;

/** A part of a text for people. */
public sealed interface Part {
  record Paragraph(String words) implements Part {}

  /** Without rows, nothing. A table that is too long is cut, and says so. */
  record Table(String heading, List<List<String>> rows) implements Part {}

  /**
   * All of them, whatever their length.
   *
   * @param items as {@link Paragraphs#item} writes them; without any, nothing
   */
  record Items(String heading, List<String> items) implements Part {}

  /**
   * Numbered.
   *
   * @param steps without any, nothing
   */
  record Steps(String heading, List<Step> steps) implements Part {}
}
