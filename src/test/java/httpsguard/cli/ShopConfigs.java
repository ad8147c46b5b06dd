package httpsguard.cli;

import java.nio.file.Path;

/** The config of shop.example.com, which has one finding, and what may be handed over with it. */
final class ShopConfigs {
  static final Path FILES = Path.of("src/test/resources/httpsguard/cases");
  static final String ID = "E26RZ9XRFCAYV1";

  static final String CONFIG =
      """
      {"CallerReference": "x", "Enabled": true,
       "Aliases": {"Quantity": 1, "Items": ["shop.example.com"]},
       "Origins": {"Quantity": 1, "Items": [{"Id": "s3",
         "DomainName": "b.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
       "DefaultCacheBehavior": {"TargetOriginId": "s3", "ViewerProtocolPolicy": "allow-all"},
       "CacheBehaviors": {"Quantity": 0}}
      """;

  static final String EXEMPT =
      "{\"Items\": [{\"Key\": \"https-guard-exempt\", \"Value\": \"2027-03-31 old boxes\"}]}";

  private ShopConfigs() {}
}
