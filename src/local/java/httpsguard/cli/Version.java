package httpsguard.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which version of the tool this is, as its jar's manifest says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "https-guard "
          + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
              .orElse("from a checkout")
    };
  }
}
