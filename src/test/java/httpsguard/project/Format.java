package httpsguard.project;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources' format: google-java-format, on the JDK that compiles rather than on Maven's. */
final class Format {
  private Format() {}

  /** Rewrites every source that is not formatted. */
  public static void main(String[] arguments) throws Exception {
    for (Path source : sources()) {
      String formatted = formatted(source);
      if (!formatted.equals(Files.readString(source))) {
        Files.writeString(source, formatted);
        System.out.println("formatted " + source);
      }
    }
  }

  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  static String formatted(Path source) throws IOException, FormatterException {
    String text = RemoveUnusedImports.removeUnusedImports(Files.readString(source));
    String ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
    return new Formatter().formatSource(ordered);
  }
}
