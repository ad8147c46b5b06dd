package httpsguard.cli;

/** check-config of what the AWS CLI printed, as a terminal shows it. */
abstract class CheckConfigOnTerminal extends CheckConfigFixture {
  static final String ID = "EDFDVBD632BHDS5";

  static String config(String policy) {
    return """
    {"CallerReference": "x", "Enabled": true, "Aliases": {"Quantity": 0},
     "Origins": {"Quantity": 1, "Items": [{"Id": "s3",
       "DomainName": "b.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
     "DefaultCacheBehavior": {"TargetOriginId": "s3", "ViewerProtocolPolicy": "%s"},
     "CacheBehaviors": {"Quantity": 0}}
    """
        .formatted(policy);
  }

  static String summary(String id, String policy) {
    return config(policy)
        .replaceFirst(
            "\\{",
            """
            {"Id": "%1$s", "ARN": "arn:aws:cloudfront::111122223333:distribution/%1$s",
             "DomainName": "d111111abcdef8.cloudfront.net",
             "LastModifiedTime": "2026-11-20T10:05:00.123000+00:00",
            """
                .formatted(id));
  }

  static String list(String... summaries) {
    return """
    {"DistributionList": {"Quantity": %d, "IsTruncated": false, "Items": [%s]}}
    """
        .formatted(summaries.length, String.join(",", summaries));
  }

  static String answered(String config) {
    return "{\"ETag\": \"E2QWRUHEXAMPLE\", \"DistributionConfig\": " + config + "}";
  }

  /** Both streams. */
  @Override
  String output() {
    return super.output() + complaint();
  }

  String words() {
    return output().replaceAll("\\s+", " ");
  }
}
