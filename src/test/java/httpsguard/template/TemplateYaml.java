package httpsguard.template;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a CloudFormation template; a short form such as {@code !Ref X} becomes its long form. */
final class TemplateYaml {
  private TemplateYaml() {}

  static Part read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Part("", new Yaml(new WithIntrinsics()).load(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class WithIntrinsics extends SafeConstructor {
    WithIntrinsics() {
      super(new LoaderOptions());
      yamlMultiConstructors.put("!", new ShortForm());
    }

    private final class ShortForm extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        Object argument = argument(node);
        return switch (name) {
          case "Ref", "Condition" -> Map.of(name, argument);
          case "GetAtt" -> Map.of("Fn::GetAtt", split(argument));
          default -> Map.of("Fn::" + name, argument);
        };
      }

      private Object argument(Node node) {
        return switch (node) {
          case ScalarNode scalar -> constructScalar(scalar);
          case SequenceNode sequence -> constructSequence(sequence);
          case MappingNode mapping -> constructMapping(mapping);
          default -> throw new IllegalStateException("unexpected " + node);
        };
      }

      private List<?> split(Object argument) {
        return argument instanceof String text
            ? Arrays.asList(text.split("\\.", 2))
            : (List<?>) argument;
      }
    }
  }
}
