package httpsguard.local;

import java.util.HashMap;
import java.util.Map;

/** The functions' environment variables, as long as nobody asks for others. */
public final class FunctionSettings {
  public static final String GUARD_ROLE =
      "arn:aws:iam::" + Accounts.DEFAULT_ID + ":role/https-guard";

  private FunctionSettings() {}

  /** The guard's, to be changed at will. */
  public static Map<String, String> ofGuard() {
    Map<String, String> settings = ofAudit();
    settings.put("TOPIC_ARN", CloudStandIn.TOPIC_ARN);
    settings.put("GUARD_ROLE_ARN", GUARD_ROLE);
    return settings;
  }

  /** The audit's, to be changed at will. */
  public static Map<String, String> ofAudit() {
    Map<String, String> settings = new HashMap<>();
    settings.put("HTTPS_POLICY", "redirect-to-https");
    settings.put("MODE", "remediate");
    return settings;
  }

  /** The settings with the stand-in in AWS's place. */
  public static Map<String, String> speakingTo(CloudStandIn cloud, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("AWS_ENDPOINT_URL", cloud.endpoint().toString());
    return environment;
  }
}
