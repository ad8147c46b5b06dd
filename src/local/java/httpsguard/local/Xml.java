package httpsguard.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Just enough XML, with the JDK's reader; DTDs are refused. */
final class Xml {
  private static final DocumentBuilderFactory FACTORY = factory();

  private Xml() {}

  /**
   * @throws SAXException if it is not well-formed, or has a DTD
   */
  static Element parse(Bytes document) throws SAXException {
    try {
      DocumentBuilder builder;
      synchronized (FACTORY) {
        builder = FACTORY.newDocumentBuilder();
      }
      builder.setErrorHandler(new Throwing());
      return builder.parse(new ByteArrayInputStream(document.toArray())).getDocumentElement();
    } catch (ParserConfigurationException | IOException impossible) {
      throw new IllegalStateException("reading XML from memory", impossible);
    }
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    Node node = parent.getFirstChild();
    while (node != null) {
      if (node instanceof Element element) {
        children.add(element);
      }
      node = node.getNextSibling();
    }
    return children;
  }

  /** The children of this name in the parent's own namespace. */
  static List<Element> children(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> child.getLocalName().equals(name))
        .filter(child -> Objects.equals(child.getNamespaceURI(), parent.getNamespaceURI()))
        .toList();
  }

  static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  /** The text of a child; empty if there is no such child. */
  static String text(Element parent, String name) {
    return child(parent, name).map(Element::getTextContent).orElse("");
  }

  /** The elements of AWS's lists: {@code Quantity} beside {@code Items}. */
  static List<Element> items(Element parent, String list) {
    return child(parent, list)
        .flatMap(found -> child(found, "Items"))
        .map(Xml::children)
        .orElse(List.of());
  }

  /** An element and what is in it as text, in the namespace of wherever it is put. */
  static String write(Element element) {
    var text = new StringBuilder();
    write(element, text);
    return text.toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\r", "&#13;");
  }

  private static void write(Element element, StringBuilder text) {
    text.append('<').append(element.getLocalName()).append('>');
    Node node = element.getFirstChild();
    while (node != null) {
      switch (node.getNodeType()) {
        case Node.ELEMENT_NODE -> write((Element) node, text);
        case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> text.append(escape(node.getTextContent()));
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
      node = node.getNextSibling();
    }
    text.append("</").append(element.getLocalName()).append('>');
  }

  private static DocumentBuilderFactory factory() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(true);
      return factory;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML reader cannot refuse DTDs", e);
    }
  }

  // Without it the JDK's reader prints to standard error.
  private static final class Throwing implements ErrorHandler {
    @Override
    public void warning(SAXParseException warning) throws SAXException {
      throw warning;
    }

    @Override
    public void error(SAXParseException error) throws SAXException {
      throw error;
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
      throw error;
    }
  }
}
