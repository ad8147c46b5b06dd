package httpsguard.cli;

import httpsguard.distribution.DistributionId;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.json.JsonSyntaxException;
import httpsguard.json.MalformedJsonException;
import httpsguard.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that {@link CheckConfig} reads. */
final class JsonFiles {
  private static final Pattern ENDING = Pattern.compile("\\.json(?:\\.gz)?$");

  private JsonFiles() {}

  /**
   * The file itself, or all JSON files of a folder, in the order of their names.
   *
   * @throws IOException if it cannot be read
   */
  static List<Path> in(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> ENDING.matcher(file.toString()).find()).sorted().toList();
    }
  }

  /**
   * @throws MalformedConfigException if the file has something else than distributions
   * @throws MalformedJsonException if something in it is of another type
   * @throws IOException if it cannot be read, or is no JSON; the message says why
   */
  static CliOutput distributions(Path file) throws IOException {
    return CliOutput.read(json(file));
  }

  /**
   * The tags of each distribution that a file, or a folder, has the tags of.
   *
   * @param place an object with what {@code list-tags-for-resource} prints under each id, or a
   *     folder of files that are named after the ids and have what it prints
   * @param option as which it was given
   * @throws IllegalArgumentException if it has something else; the message says what and where
   */
  static Map<DistributionId, Map<String, String>> tags(Path place, String option) {
    Map<DistributionId, Map<String, String>> tags = new HashMap<>();
    Path file = place;
    try {
      if (!Files.isDirectory(place)) {
        if (!(json(place) instanceof Map<?, ?> byId)) {
          throw new IOException("it is not an object with an entry for each distribution's id");
        }
        for (Map.Entry<?, ?> entry : byId.entrySet()) {
          tags.put(id(String.valueOf(entry.getKey())), CliOutput.tags(entry.getValue()));
        }
        return tags;
      }
      for (Path each : in(place)) {
        file = each;
        tags.put(id(nameOf(each)), CliOutput.tags(json(each)));
      }
      return tags;
    } catch (MalformedConfigException | MalformedJsonException | IOException e) {
      throw new IllegalArgumentException(
          option + " has tags that cannot be read, in " + file + ": " + e.getMessage(), e);
    }
  }

  /** The id that a file such as {@code EDFDVBD632BHDS5.json} is named after. */
  static Optional<DistributionId> idInName(Path file) {
    return Optional.of(nameOf(file))
        .filter(text -> text.startsWith("E") && text.length() > 12 && DistributionId.isId(text))
        .map(DistributionId::new);
  }

  private static String nameOf(Path file) {
    return ENDING.matcher(String.valueOf(file.getFileName())).replaceFirst("");
  }

  private static DistributionId id(String text) throws IOException {
    if (!DistributionId.isId(text)) {
      throw new IOException("its name is no distribution's id");
    }
    return new DistributionId(text);
  }

  private static Object json(Path file) throws IOException {
    String text = TextFile.read(file);
    try {
      return StrictJson.value(text)
          .orElseThrow(
              () ->
                  new IOException(
                      "it is null, as an AWS CLI prints it whose --query finds nothing: print it"
                          + " without --query"));
    } catch (JsonSyntaxException e) {
      JsonFault fault = new JsonFault(text, e);
      throw new IOException(
          "it "
              + fault.why()
              + (fault.isOtherFormat() ? " (the AWS CLI prints JSON with --output json)" : ""),
          e);
    } catch (MalformedJsonException e) {
      throw new IOException("it " + e.getMessage(), e);
    }
  }
}
