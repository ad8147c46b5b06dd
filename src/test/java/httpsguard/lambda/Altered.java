package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The usual document, of which a part is another one.
 *
 * @param says what the error says of it, if it is one
 */
record Altered(String name, String xml, String says) {
  static final String ROOT = "<DistributionConfig xmlns=";
  static final String DRIFT = "<ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>";
  static final String ENABLED = "<Enabled>true</Enabled>";
  static final String END = "</DistributionConfig>";
  static final String OBJECT = "index.html";

  static Altered of(String name, String part, String instead, String says) {
    String xml = config().xml();
    assertTrue(xml.contains(part), part);
    return new Altered(name, xml.replace(part, instead), says);
  }

  @Override
  public String toString() {
    return name;
  }

  static String attributes(int number) {
    StringBuilder attributes = new StringBuilder();
    for (int attribute = 0; attribute < number; attribute++) {
      attributes.append(" a").append(attribute).append("='>'");
    }
    return attributes.toString();
  }

  static String declarations(int elements, int ofEach) {
    StringBuilder xml = new StringBuilder();
    for (int element = 0; element < elements; element++) {
      xml.append("<a");
      for (int each = 0; each < ofEach; each++) {
        xml.append(" xmlns:p%d='urn:a'".formatted(element * ofEach + each));
      }
      xml.append("/>");
    }
    return xml.toString();
  }
}
