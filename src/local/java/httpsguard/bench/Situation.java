package httpsguard.bench;

import static httpsguard.distribution.Configs.config;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.lambda.DestinationRecords;
import httpsguard.local.CloudStandIn;
import httpsguard.local.FunctionSettings;
import java.net.URI;
import java.util.Map;

/** AWS as an event finds it. */
sealed interface Situation extends AutoCloseable {
  String event();

  URI endpoint();

  Map<String, String> settings();

  /** Makes it again what it was. */
  void reset();

  @Override
  void close();

  /** One distribution that somebody wrote. */
  record Written(CloudStandIn cloud, String policy) implements Situation {
    static Written drifted() {
      return new Written(CloudStandIn.start(), "allow-all");
    }

    static Written inPolicy() {
      return new Written(CloudStandIn.start(), "redirect-to-https");
    }

    @Override
    public String event() {
      return Events.update(policy).json();
    }

    @Override
    public URI endpoint() {
      return cloud.endpoint();
    }

    @Override
    public Map<String, String> settings() {
      return FunctionSettings.ofGuard();
    }

    @Override
    public void reset() {
      Configs config = config().defaultTo("s3", policy);
      for (int i = 0; i < 4; i++) {
        config.path("/assets/" + i + "/*", "s3", "https-only");
      }
      cloud.distributions().put(Events.ID, config.xml());
      cloud.forget();
    }

    @Override
    public void close() {
      cloud.close();
    }
  }

  /** An account of a hundred distributions, one of which drifted, and an hourly audit. */
  record Audited(Account account) implements Situation {
    static Audited aHundred() {
      return new Audited(new Account(Account.ONE_DRIFTED_OF));
    }

    @Override
    public String event() {
      return DestinationRecords.input("repair");
    }

    @Override
    public URI endpoint() {
      return account.endpoint();
    }

    @Override
    public Map<String, String> settings() {
      return FunctionSettings.ofAudit();
    }

    @Override
    public void reset() {
      var _ = account.takeCalls();
    }

    @Override
    public void close() {
      account.close();
    }
  }
}
