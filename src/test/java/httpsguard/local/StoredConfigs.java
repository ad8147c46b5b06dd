package httpsguard.local;

/** Distribution configs for tests. */
final class StoredConfigs {
  /** S3 behind {@code allow-all}, with what the SDK does not know and text beyond ASCII. */
  static final String DRIFTED =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <DistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">
        <CallerReference>made-by-hand</CallerReference>
        <Aliases><Quantity>1</Quantity><Items><CNAME>www.example.com</CNAME></Items></Aliases>
        <Origins>
          <Quantity>2</Quantity>
          <Items>
            <Origin>
              <Id>assets</Id>
              <DomainName>assets.s3.eu-west-1.amazonaws.com</DomainName>
              <OriginPath>/v1</OriginPath>
              <S3OriginConfig><OriginAccessIdentity/></S3OriginConfig>
            </Origin>
            <Origin>
              <Id>api</Id>
              <DomainName>api.example.com</DomainName>
              <OriginPath/>
              <CustomOriginConfig>
                <HTTPPort>80</HTTPPort>
                <HTTPSPort>443</HTTPSPort>
                <OriginProtocolPolicy>https-only</OriginProtocolPolicy>
              </CustomOriginConfig>
            </Origin>
          </Items>
        </Origins>
        <DefaultCacheBehavior>
          <TargetOriginId>assets</TargetOriginId>
          <ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>
          <FutureSetting><ViewerProtocolPolicy>as-you-like</ViewerProtocolPolicy></FutureSetting>
        </DefaultCacheBehavior>
        <CacheBehaviors>
          <Quantity>1</Quantity>
          <Items>
            <CacheBehavior>
              <PathPattern>/api/*</PathPattern>
              <TargetOriginId>api</TargetOriginId>
              <ViewerProtocolPolicy>https-only</ViewerProtocolPolicy>
            </CacheBehavior>
          </Items>
        </CacheBehaviors>
        <Comment>Bücher &amp; Köpfe 𝄞</Comment>
        <Enabled>true</Enabled>
      </DistributionConfig>
      """;

  private StoredConfigs() {}
}
