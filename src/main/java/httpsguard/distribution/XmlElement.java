package httpsguard.distribution;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import httpsguard.xml.SafeXml;
import httpsguard.xml.UnsafeXmlException;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    implements ConfigNode {

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
      XmlElement document = new Parser(bytes, new Parser.Items(item, each)).parse();
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
  public String number() {
    return text();
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
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;
    private final Items items;

    /** The root's items that are handed over one by one. */
    private record Items(String name, Consumer<XmlElement> each) {
      boolean include(Open closed, Deque<Open> around) {
        return closed.ours
            && closed.name.equals(name)
            && around.size() == 2
            && around.getFirst().ours
            && around.getFirst().name.equals("Items");
      }
    }

    Parser(byte[] bytes, Items items) throws XMLStreamException {
      this.items = items;
      InputFactoryImpl factory = new InputFactoryImpl();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      reader = (XMLStreamReader2) factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }

    XmlElement parse() throws XMLStreamException {
      Optional<XmlElement> root = Optional.empty();
      Optional<String> namespace = Optional.empty();
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (namespace.isEmpty()) {
              requireUtf8();
              namespace = Optional.of(reader.getNamespaceURI());
            }
            boolean ours = namespace.get().equals(reader.getNamespaceURI());
            push(new Open(reader.getLocalName(), ours));
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> addText();
          case XMLStreamConstants.END_ELEMENT -> {
            Open closed = open.pop();
            if (open.isEmpty()) {
              root = Optional.of(closed.element());
            } else if (items.include(closed, open)) {
              elements = 0;
              items.each().accept(closed.element());
            } else if (closed.ours) {
              open.getFirst().children.add(closed.element());
            }
          }
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw new MalformedConfigException(
                  "the document has an entity that is not XML's own");
          default -> {
            // Comments, processing instructions, white space outside the root: nothing to judge.
          }
        }
      }
      return root.orElseThrow(() -> new MalformedConfigException("the document has no element"));
    }

    private void push(Open element) {
      if (++elements > MAX_ELEMENTS) {
        throw new MalformedConfigException(
            "the document has more than " + MAX_ELEMENTS + " elements");
      }
      if (open.size() == MAX_DEPTH) {
        throw new MalformedConfigException(
            "the document is nested more than " + MAX_DEPTH + " elements deep");
      }
      open.push(element);
    }

    private void addText() throws XMLStreamException {
      if (open.isEmpty()) {
        return;
      }
      Open element = open.getFirst();
      LocationInfo location = reader.getLocationInfo();
      element.characters.append(reader.getText());
      element.places.add(
          new Span(
              Math.toIntExact(location.getStartingByteOffset()),
              Math.toIntExact(location.getEndingByteOffset())));
    }

    private void requireUtf8() {
      String encoding = reader.getEncoding();
      if (encoding != null && !encoding.equals("UTF-8") && !encoding.equals("US-ASCII")) {
        throw new MalformedConfigException("the document is not in UTF-8");
      }
    }
  }

  private static final class Open {
    private final String name;
    private final boolean ours;
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder characters = new StringBuilder();
    private final List<Span> places = new ArrayList<>();

    Open(String name, boolean ours) {
      this.name = name;
      this.ours = ours;
    }

    XmlElement element() {
      return new XmlElement(
          name, List.copyOf(children), characters.toString(), List.copyOf(places));
    }
  }
}
