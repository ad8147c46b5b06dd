package httpsguard.distribution;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import httpsguard.xml.SafeXml;
import httpsguard.xml.UnsafeXmlException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.LocationInfo;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * An element of an XML document, with the places of its text in the document's bytes.
 *
 * @param children only those in the root's namespace: what CloudFront's own are
 * @param characters the element's own text, without that of its children
 * @param places where the pieces of the text stand; there are several where comments, processing
 *     instructions or CDATA sections interrupt it
 */
record XmlElement(String name, List<XmlElement> children, String characters, List<Span> places)
    implements ConfigNode<XmlElement> {

  /** Deeper than any config: CloudFront's own elements stand at most ten deep. */
  private static final int MAX_DEPTH = 64;

  /** A hundred times the largest config that CloudFront takes by default. */
  private static final int MAX_ELEMENTS = 200_000;

  /**
   * A range of bytes.
   *
   * @param start inclusive
   * @param end exclusive
   */
  record Span(int start, int end) {}

  /**
   * Parses a UTF-8 document, without DTDs and external entities.
   *
   * @param root the name of its element
   * @throws MalformedConfigException if the bytes are not well-formed XML in UTF-8 with this root,
   *     hold more than 200,000 elements, or elements more than 64 deep, or are refused by {@link
   *     SafeXml#require}
   */
  static XmlElement parse(byte[] bytes, String root) {
    return parse(bytes, root, "", _ -> {});
  }

  /**
   * Parses a document that lists items: each is handed over once it is read, and then forgotten, so
   * that a long list takes no more memory than its longest item.
   *
   * @param item the name of the elements in the {@code Items} of the root
   * @return the root without those items
   * @throws MalformedConfigException as {@link #parse(byte[], String)}; some items were handed over
   *     by then
   */
  static XmlElement parse(byte[] bytes, String root, String item, Consumer<XmlElement> each) {
    try {
      SafeXml.require(bytes);
      XmlElement document = new Parser(bytes, item, each).parse();
      if (!document.name().equals(root)) {
        throw new MalformedConfigException("the document's element is not a " + root);
      }
      return document;
    } catch (MalformedConfigException e) {
      throw e;
    } catch (UnsafeXmlException e) {
      throw new MalformedConfigException(String.valueOf(e.getMessage()), e);
    } catch (XMLStreamException | RuntimeException e) {
      // The reader throws unchecked exceptions, too, where a document is broken in odd ways.
      throw new MalformedConfigException("the document is not XML that can be read", e);
    }
  }

  @Override
  public String where() {
    return "the config";
  }

  /**
   * @throws MalformedConfigException if there are several: which one counts cannot be told
   */
  @Override
  public Optional<XmlElement> child(String name) {
    List<XmlElement> named =
        children.stream().filter(child -> child.name().equals(name)).limit(2).toList();
    if (named.size() > 1) {
      throw new MalformedConfigException("the document has " + name + " twice in one place");
    }
    return named.stream().findFirst();
  }

  @Override
  public List<String> names() {
    return children.stream().map(XmlElement::name).toList();
  }

  @Override
  public List<XmlElement> listed(String item) {
    List<XmlElement> items = child("Items").map(XmlElement::children).orElse(List.of());
    if (children.stream().anyMatch(child -> child.name().equals(item))
        || !items.stream().allMatch(child -> child.name().equals(item))) {
      throw new MalformedConfigException(
          "a list of " + item + " has something else in its Items, or one beside them");
    }
    return items;
  }

  @Override
  public String text() {
    if (!children.isEmpty()) {
      throw new MalformedConfigException(
          "the config has an element with children where text is expected");
    }
    return characters;
  }

  private static final class Parser {
    private final XMLStreamReader2 reader;
    private final String item;
    private final Consumer<XmlElement> each;
    private String namespace = "";
    private int elements;

    Parser(byte[] bytes, String item, Consumer<XmlElement> each) throws XMLStreamException {
      InputFactoryImpl factory = new InputFactoryImpl();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      reader = (XMLStreamReader2) factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      this.item = item;
      this.each = each;
    }

    XmlElement parse() throws XMLStreamException {
      reader.nextTag();
      requireUtf8();
      namespace = reader.getNamespaceURI();
      XmlElement root = element(1, true);
      while (reader.hasNext()) {
        reader.next();
      }
      return root;
    }

    /**
     * Reads on from an element's begin to its end.
     *
     * @param depth from 1
     * @param isOurs whether it is in the root's namespace
     */
    private XmlElement element(int depth, boolean isOurs) throws XMLStreamException {
      requireBounds(depth);
      String name = reader.getLocalName();
      boolean handsOver = isOurs && depth == 2 && name.equals("Items");
      List<XmlElement> children = new ArrayList<>();
      StringBuilder characters = new StringBuilder();
      List<Span> places = new ArrayList<>();
      while (reader.next() != XMLStreamConstants.END_ELEMENT) {
        switch (reader.getEventType()) {
          case XMLStreamConstants.START_ELEMENT -> {
            boolean isChildOurs = namespace.equals(reader.getNamespaceURI());
            XmlElement child = element(depth + 1, isChildOurs);
            if (isChildOurs && handsOver && child.name().equals(item)) {
              elements = 0;
              each.accept(child);
            } else if (isChildOurs) {
              children.add(child);
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            characters.append(reader.getText());
            places.add(place());
          }
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw new MalformedConfigException(
                  "the document has an entity that is not XML's own");
          default -> {
            // Comments and processing instructions: nothing to judge.
          }
        }
      }
      return new XmlElement(
          name, List.copyOf(children), characters.toString(), List.copyOf(places));
    }

    private Span place() throws XMLStreamException {
      LocationInfo location = reader.getLocationInfo();
      return new Span(
          Math.toIntExact(location.getStartingByteOffset()),
          Math.toIntExact(location.getEndingByteOffset()));
    }

    private void requireBounds(int depth) {
      if (++elements > MAX_ELEMENTS) {
        throw new MalformedConfigException(
            "the document has more than " + MAX_ELEMENTS + " elements");
      }
      if (depth > MAX_DEPTH) {
        throw new MalformedConfigException(
            "the document is nested more than " + MAX_DEPTH + " elements deep");
      }
    }

    private void requireUtf8() {
      String encoding = reader.getEncoding();
      if (encoding != null && !encoding.equals("UTF-8") && !encoding.equals("US-ASCII")) {
        throw new MalformedConfigException("the document is not in UTF-8");
      }
    }
  }
}
