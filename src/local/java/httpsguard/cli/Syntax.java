package httpsguard.cli;

import java.util.Locale;
import java.util.regex.Pattern;

/** How options are written on a command line. */
public enum Syntax {
  /** As properties of Maven: {@code -DtagsFile=tags}. */
  MAVEN {
    @Override
    String named(String name) {
      return name.contains("-")
          ? Pattern.compile("-(.)")
              .matcher(name)
              .replaceAll(to -> to.group(1).toUpperCase(Locale.ROOT))
          : name;
    }

    @Override
    public String option(String name) {
      return "-D" + named(name);
    }
  },

  /** As of any program: {@code --tags-file=tags}. */
  COMMAND_LINE {
    @Override
    String named(String name) {
      return name;
    }

    @Override
    public String option(String name) {
      return "--" + name;
    }
  };

  /**
   * @param name with hyphens between its words
   */
  abstract String named(String name);

  /** The option as it is typed. */
  public abstract String option(String name);
}
