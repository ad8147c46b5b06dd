package httpsguard.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The JDK's reader of XML: what it makes of a document owes nothing to ours. */
final class OtherReader {
  private OtherReader() {}

  /** Documents that the JDK does not read are passed over: ours is more tolerant of some. */
  static void requireSameButForPolicies(byte[] before, byte[] after, int repairs) {
    Optional<Document> read = read(before);
    if (read.isEmpty()) {
      return;
    }
    Document edited =
        read(after).orElseThrow(() -> new AssertionError("the edit broke the document"));
    int differences = differences(read.get(), edited);
    if (differences != repairs) {
      throw new AssertionError(repairs + " repairs, but " + differences + " elements differ");
    }
  }

  /** How many viewer protocol policies differ. */
  private static int differences(Node before, Node after) {
    if (before.getNodeType() != after.getNodeType()
        || !before.getNodeName().equals(after.getNodeName())
        || !same(before.getAttributes(), after.getAttributes())) {
      throw new AssertionError(before + " has become " + after);
    }
    if ("ViewerProtocolPolicy".equals(before.getLocalName())
        && !before.getTextContent().equals(after.getTextContent())) {
      return 1;
    }
    if (before.getChildNodes().getLength() == 0 && after.getChildNodes().getLength() == 0) {
      requireSameText(before, after);
      return 0;
    }
    Node left = before.getFirstChild();
    Node right = after.getFirstChild();
    int differences = 0;
    while (left != null && right != null) {
      differences += differences(left, right);
      left = left.getNextSibling();
      right = right.getNextSibling();
    }
    if (left != null || right != null) {
      throw new AssertionError(before + " has other parts than " + after);
    }
    return differences;
  }

  private static void requireSameText(Node before, Node after) {
    String text = String.valueOf(before.getNodeValue());
    if (!text.equals(String.valueOf(after.getNodeValue()))) {
      throw new AssertionError("the text " + text + " has become " + after.getNodeValue());
    }
  }

  private static boolean same(NamedNodeMap before, NamedNodeMap after) {
    if (before == null || after == null) {
      return before == null && after == null;
    }
    if (before.getLength() != after.getLength()) {
      return false;
    }
    for (int at = 0; at < before.getLength(); at++) {
      if (!before.item(at).isEqualNode(after.item(at))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Document> read(byte[] bytes) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return Optional.of(builder.parse(new ByteArrayInputStream(bytes)));
    } catch (SAXException | IOException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
