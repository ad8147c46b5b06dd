package httpsguard.distribution;

import static httpsguard.distribution.Configs.config;
import static httpsguard.distribution.DependentResources.Kind.LAMBDA_EDGE;
import static httpsguard.distribution.DependentResources.Kind.LEGACY_LOG_BUCKET;
import static httpsguard.distribution.DependentResources.Kind.VPC_ORIGIN;
import static httpsguard.distribution.DependentResources.Kind.WEB_ACL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a config shows of the resources that a write needs permissions on. */
class DependentResourcesTest {
  @Test
  void aPlainConfigHasNone() {
    assertEquals(DependentResources.NONE, of(config()));
    assertEquals(DependentResources.NONE, of(config().withEdgeFunctions()));
    assertEquals(DependentResources.NONE, of(config().end("<WebACLId> </WebACLId>")));
    assertEquals(DependentResources.NONE, of(config().end("<WebACLId/>")));
  }

  @Test
  void eachIsSeen() {
    assertEquals(Set.of(LAMBDA_EDGE), of(config().withLambdaEdge()).kinds());
    assertEquals(Set.of(VPC_ORIGIN), of(config().vpc("vpc")).kinds());
    assertEquals(Set.of(WEB_ACL), of(config().withWebAcl()).kinds());
    assertEquals(
        new DependentResources(Set.of(LEGACY_LOG_BUCKET), Optional.of("logs")),
        of(config().loggingTo("logs.s3.amazonaws.com")));
  }

  @Test
  void oneCacheBehaviorOfManyIsEnough() {
    assertEquals(
        Set.of(LAMBDA_EDGE, WEB_ACL),
        of(config()
                .path("/a/*", "s3", "https-only")
                .withLambdaEdge()
                .path("/b", "s3", "allow-all")
                .withWebAcl())
            .kinds());
  }

  @Test
  void aBucketInAnotherFormIsNamedAsItStandsThere() {
    assertEquals(
        Optional.of("logs.example.com"), of(config().loggingTo("logs.example.com")).logBucket());
  }

  @ParameterizedTest
  @CsvSource({
    "<Enabled>false</Enabled><Bucket>logs.s3.amazonaws.com</Bucket>",
    "<Bucket>logs.s3.amazonaws.com</Bucket>",
    "<Enabled>true</Enabled>",
    "<Enabled>true</Enabled><Bucket/>",
    "<Enabled>true</Enabled><Bucket><b/></Bucket>",
    "<Enabled><b/></Enabled><Bucket>logs.s3.amazonaws.com</Bucket>",
    "<Enabled>true</Enabled></Logging><Logging><Enabled>true</Enabled>",
  })
  void whatSaysNoBucketIsLeftOut(String logging) {
    assertEquals(DependentResources.NONE, of(config().end("<Logging>" + logging + "</Logging>")));
  }

  private static DependentResources of(Configs config) {
    return DependentResources.of(XmlElement.parse(config.bytes(), "DistributionConfig"));
  }
}
