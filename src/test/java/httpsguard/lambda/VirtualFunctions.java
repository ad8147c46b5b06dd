package httpsguard.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import httpsguard.Pause;
import httpsguard.aws.AwsPorts;
import httpsguard.distribution.Listing;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** The product's handlers, over ports and a clock of the caller's. */
public final class VirtualFunctions {
  private VirtualFunctions() {}

  public static RequestStreamHandler guard(
      Map<String, String> environment, AwsPorts ports, PrintStream log, Clock clock, Pause pause) {
    return new GuardHandler(Settings.from(environment), ports, log, clock, pause);
  }

  public static RequestStreamHandler audit(
      Map<String, String> environment, Listing listing, PrintStream log, Clock clock) {
    return new AuditHandler(AuditSettings.from(environment), listing, log, clock);
  }
}
