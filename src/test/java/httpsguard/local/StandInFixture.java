package httpsguard.local;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** A stand-in with one distribution that drifted, and the AWS SDK's own client of it. */
abstract class StandInFixture {
  static final String ID = "E2EXAMPLE";
  CloudStandIn aws;
  CloudFrontClient client;

  @BeforeEach
  void start() {
    aws = CloudStandIn.start();
    client = SdkClients.cloudFront(aws.endpoint());
    aws.distributions().put(ID, StoredConfigs.DRIFTED);
  }

  @AfterEach
  void stop() {
    client.close();
    aws.close();
  }

  RawRequest.Reply put(String config, String ifMatch) throws Exception {
    return RawRequest.put(
        aws.endpoint(), "/2020-05-31/distribution/" + ID + "/config", config, ifMatch);
  }
}
