package httpsguard.cli;

import httpsguard.distribution.CliOutput;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.json.JsonSyntaxException;
import httpsguard.json.StrictJson;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that {@link CheckConfig} reads. */
final class ConfigFiles {
  private static final String ENDING = ".json";

  private ConfigFiles() {}

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
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    }
  }

  /**
   * @throws MalformedConfigException if the file is none that the AWS CLI prints of distributions
   * @throws IOException if it cannot be read; the message says why
   */
  static CliOutput read(Path file) throws IOException {
    try {
      return CliOutput.read(StrictJson.object(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such file", e);
    } catch (MalformedInputException e) {
      throw new IOException("it is not in UTF-8", e);
    } catch (JsonSyntaxException e) {
      throw new IOException(
          "it is not a JSON object (line " + e.line() + "): use --output json", e);
    }
  }

  /** The id that a file such as {@code EDFDVBD632BHDS5.json} is named after. */
  static Optional<DistributionId> idInName(Path file) {
    String name = String.valueOf(file.getFileName());
    return Optional.of(name)
        .filter(text -> text.endsWith(ENDING))
        .map(text -> text.substring(0, text.length() - ENDING.length()))
        .filter(text -> text.startsWith("E") && text.length() > 12 && DistributionId.isId(text))
        .map(DistributionId::new);
  }
}
