package httpsguard.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;

/**
 * A connection that leads nowhere, and answers as AWS would about one distribution that drifted.
 * Nothing that is asked of it leaves this process.
 */
final class CannedAws extends HttpURLConnection {
  private static final String NAMESPACE =
      " xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">";

  private static final String CONFIG =
      """
      <DistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">\
      <CallerReference>canned</CallerReference>\
      <Aliases><Quantity>1</Quantity><Items><CNAME>www.example.com</CNAME></Items></Aliases>\
      <Origins><Quantity>1</Quantity><Items><Origin><Id>s3</Id>\
      <DomainName>canned.s3.us-east-1.amazonaws.com</DomainName><OriginPath></OriginPath>\
      <S3OriginConfig><OriginAccessIdentity></OriginAccessIdentity></S3OriginConfig>\
      </Origin></Items></Origins>\
      <DefaultCacheBehavior><TargetOriginId>s3</TargetOriginId>\
      <ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>\
      <AllowedMethods><Quantity>2</Quantity><Items><Method>HEAD</Method><Method>GET</Method></Items>\
      </AllowedMethods></DefaultCacheBehavior>\
      <CacheBehaviors><Quantity>1</Quantity><Items><CacheBehavior><PathPattern>/*</PathPattern>\
      <TargetOriginId>s3</TargetOriginId>\
      <ViewerProtocolPolicy>https-only</ViewerProtocolPolicy></CacheBehavior></Items></CacheBehaviors>\
      <Comment>canned</Comment><Enabled>true</Enabled></DistributionConfig>""";

  private static final String TAGS =
      """
      <Tags xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">\
      <Items><Tag><Key>canned</Key><Value>yes</Value></Tag></Items></Tags>""";

  private static final String PUBLISHED =
      """
      <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>\
      <MessageId>canned</MessageId></PublishResult>\
      <ResponseMetadata><RequestId>canned</RequestId></ResponseMetadata></PublishResponse>""";

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private CannedAws(URL address) {
    super(address);
    responseCode = HTTP_OK;
    responseMessage = "OK";
  }

  static HttpURLConnection connection(URI address) {
    try {
      return new CannedAws(address.toURL());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void connect() {}

  @Override
  public void disconnect() {}

  @Override
  public boolean usingProxy() {
    return false;
  }

  @Override
  public OutputStream getOutputStream() {
    return sent;
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return Map.of("ETag", List.of("canned"), "Content-Type", List.of("text/xml"));
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(answer().getBytes(US_ASCII));
  }

  private String answer() {
    String path = url.getPath();
    if (path.endsWith("/tagging")) {
      return TAGS;
    }
    if (path.endsWith("/distribution")) {
      return list();
    }
    return switch (method) {
      case "PUT" ->
          "<Distribution" + NAMESPACE + identity() + sent.toString(US_ASCII) + "</Distribution>";
      case "POST" -> PUBLISHED;
      default -> CONFIG;
    };
  }

  private static String list() {
    return "<DistributionList"
        + NAMESPACE
        + "<Marker></Marker><MaxItems>100</MaxItems>"
        + "<IsTruncated>false</IsTruncated><Quantity>1</Quantity><Items><DistributionSummary>"
        + identity()
        + CONFIG.substring(CONFIG.indexOf('>') + 1).replace("</DistributionConfig>", "")
        + "</DistributionSummary></Items></DistributionList>";
  }

  private static String identity() {
    return "<Id>"
        + Priming.DISTRIBUTION
        + "</Id><ARN>arn:aws:cloudfront::"
        + Priming.ACCOUNT
        + ":distribution/"
        + Priming.DISTRIBUTION
        + "</ARN><Status>Deployed</Status><DomainName>canned.cloudfront.net</DomainName>";
  }
}
