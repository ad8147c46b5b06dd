package httpsguard.aws;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.Version;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.Listing;
import httpsguard.distribution.TryAgainException;
import httpsguard.lambda.Lab;
import httpsguard.local.Accounts;
import httpsguard.local.Bytes;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.local.GeneratedDistributions;
import httpsguard.local.RecordedCall;
import httpsguard.local.StoredConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lists as CloudFront answers them, over the real SDK's client. */
class ListingTest {
  @Test
  void aPageThatIsTooLongIsAskedForInHalvesAndNoneIsLeftOut() {
    // About 8.6 MB for a hundred: 75 behaviors are CloudFront's default limit, 150 were granted.
    Configs large = config();
    for (int i = 0; i < 150; i++) {
      large.path("/" + "p".repeat(100) + i + "/*", "s3", "allow-all");
    }
    try (CloudStandIn cloud = generated(130, large)) {
      List<String> ids = all(cloud);

      assertEquals(130, ids.size());
      assertEquals(130, ids.stream().distinct().count());
      // A hundred are too many; then fifty, fifty, thirty.
      assertEquals(4, cloud.calls("ListDistributions").size());
    }
  }

  @Test
  void aHundredWithSeventyFiveBehaviorsAreOnePage() {
    Configs usual = config();
    for (int i = 0; i < 74; i++) {
      usual.path("/assets/" + i + "/*", "s3", "allow-all");
    }
    try (CloudStandIn cloud = generated(100, usual)) {
      assertEquals(100, all(cloud).size());
      assertEquals(1, cloud.calls("ListDistributions").size());
    }
  }

  @Test
  void whatPassesIsTriedAgain() {
    try (CloudStandIn cloud = generated(3, config())) {
      cloud.faults().first("ListDistributions", 2, Fault.throttling());
      assertEquals(3, all(cloud).size());
    }
  }

  @Test
  void whatIsNoListIsNotTakenForAnEmptyOne() {
    try (CloudStandIn cloud = generated(3, config())) {
      cloud.faults().always("ListDistributions", new Fault.Spoil(Fault.Spoiled.EMPTY_BODY));
      assertThrows(TryAgainException.class, () -> all(cloud));
      cloud.faults().clear();
      cloud.faults().always("ListDistributions", new Fault.Spoil(Fault.Spoiled.CUT_XML));
      assertThrows(TryAgainException.class, () -> all(cloud));
    }
  }

  @Test
  void theCallsNameTheAudit() {
    try (CloudStandIn cloud = generated(1, config())) {
      all(cloud);
      RecordedCall call = cloud.calls("ListDistributions").getFirst();
      String agent = call.header("user-agent").orElseThrow();
      assertTrue(agent.contains("app/https-guard-audit "), agent);
      assertTrue(agent.endsWith(" https-guard/" + Version.NUMBER), agent);
    }
  }

  private static List<String> all(CloudStandIn cloud) {
    Listing listing = Lab.connected(cloud, QuickPorts::listing);
    List<String> ids = new ArrayList<>();
    Optional<String> marker = Optional.empty();
    do {
      DistributionPage page = listing.page(marker, () -> Duration.ofMinutes(1));
      for (DistributionPage.Entry entry : page.entries()) {
        switch (entry) {
          case DistributionPage.Entry.Judgeable(var distribution) ->
              ids.add(distribution.id().value());
          case DistributionPage.Entry.Unjudgeable(var id, var why) ->
              throw new AssertionError(id + ": " + why);
        }
      }
      marker = page.next();
    } while (marker.isPresent());
    return ids;
  }

  private static CloudStandIn generated(int count, Configs config) {
    StoredConfig stored = StoredConfig.of(Bytes.utf8(config.xml()));
    return CloudStandIn.start(
        CloudStandIn.Options.defaults()
            .withStore(new GeneratedDistributions(Accounts.DEFAULT_ID, count, _ -> stored)));
  }
}
