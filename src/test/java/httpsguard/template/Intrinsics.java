package httpsguard.template;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CloudFormation's intrinsic functions, as far as the template uses them (CloudFormation guide,
 * intrinsic function reference).
 *
 * @param template the whole template
 * @param parameters a value for each parameter of the template
 * @param pseudo AWS's own, such as {@code AWS::Region}
 * @param resources what {@code Ref} and {@code GetAtt} of a resource answer
 */
record Intrinsics(
    Part template,
    Map<String, String> parameters,
    Map<String, String> pseudo,
    ResourceValues resources) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([\\w:.]+)}");

  /** What a property becomes that is to be left out. */
  private static final Object NO_VALUE = new Object();

  /** What a resource answers to the functions that name it. */
  interface ResourceValues {
    String ref(String logicalId);

    String getAtt(String logicalId, String attribute);
  }

  /** The part with every function in it worked out. */
  Part resolve(Part part) {
    return new Part(part.path(), value(part.value()));
  }

  /** The same; empty if it is to be left out. */
  Optional<Part> find(Part part) {
    return Optional.of(resolve(part)).filter(resolved -> resolved.value() != NO_VALUE);
  }

  boolean condition(String name) {
    return isTrue(template.at("Conditions", name).value());
  }

  /** Whether an expression of {@code Conditions} or {@code Rules} holds. */
  boolean isTrue(Object expression) {
    return (Boolean) value(expression);
  }

  private Object value(Object given) {
    return switch (given) {
      case Map<?, ?> map when isFunction(map) -> {
        var function = map.entrySet().iterator().next();
        yield call(function.getKey().toString(), function.getValue());
      }
      case Map<?, ?> map -> map(map);
      case List<?> list -> list(list);
      default -> given;
    };
  }

  private static boolean isFunction(Map<?, ?> map) {
    if (map.size() != 1) {
      return false;
    }
    String name = map.keySet().iterator().next().toString();
    return name.startsWith("Fn::")
        || name.equals("Ref")
        || (name.equals("Condition") && map.values().iterator().next() instanceof String);
  }

  private Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach(
        (name, given) -> {
          Object value = value(given);
          if (value != NO_VALUE) {
            values.put(name.toString(), value);
          }
        });
    return values;
  }

  private List<Object> list(List<?> list) {
    List<Object> values = new ArrayList<>();
    for (Object given : list) {
      Object value = value(given);
      if (value != NO_VALUE) {
        values.add(value);
      }
    }
    return values;
  }

  private Object call(String function, Object argument) {
    return switch (function) {
      case "Ref" -> ref((String) argument);
      case "Condition" -> condition((String) argument);
      case "Fn::GetAtt" ->
          resources.getAtt((String) arguments(argument, 2).get(0), attribute(argument));
      case "Fn::If" -> {
        List<?> choice = arguments(argument, 3);
        yield value(requireNonNull(choice.get(condition((String) choice.get(0)) ? 1 : 2)));
      }
      case "Fn::Equals" -> {
        List<?> both = list(arguments(argument, 2));
        yield both.get(0).toString().equals(both.get(1).toString());
      }
      case "Fn::Not" -> !isTrue(arguments(argument, 1).get(0));
      case "Fn::And" -> ((List<?>) argument).stream().allMatch(this::isTrue);
      case "Fn::Sub" -> sub(argument);
      case "Fn::Join" -> {
        List<?> join = list(arguments(argument, 2));
        yield ((List<?>) join.get(1))
            .stream().map(Object::toString).collect(Collectors.joining((String) join.get(0)));
      }
      case "Fn::FindInMap" -> {
        List<?> keys = list(arguments(argument, 3));
        yield requireNonNull(
            template
                .at("Mappings")
                .at(keys.stream().map(Object::toString).toArray(String[]::new))
                .value());
      }
      case "Fn::Select" -> {
        List<?> select = list(arguments(argument, 2));
        yield requireNonNull(
            ((List<?>) select.get(1)).get(Integer.parseInt(select.get(0).toString())));
      }
      case "Fn::Split" -> {
        List<?> split = list(arguments(argument, 2));
        yield Arrays.asList(
            split.get(1).toString().split(Pattern.quote((String) split.get(0)), -1));
      }
      default -> throw new IllegalStateException(function + " is not known here");
    };
  }

  private static List<?> arguments(Object argument, int count) {
    if (!(argument instanceof List<?> list) || list.size() != count) {
      throw new IllegalStateException("not " + count + " arguments: " + argument);
    }
    return list;
  }

  private static String attribute(Object getAtt) {
    return (String) ((List<?>) getAtt).get(1);
  }

  private Object ref(String name) {
    if (name.equals("AWS::NoValue")) {
      return NO_VALUE;
    }
    if (pseudo.containsKey(name)) {
      return requireNonNull(pseudo.get(name));
    }
    if (!parameters.containsKey(name)) {
      return resources.ref(name);
    }
    String value = requireNonNull(parameters.get(name));
    return template.at("Parameters", name, "Type").text().equals("CommaDelimitedList")
        ? Arrays.asList(value.split("\\s*,\\s*", -1))
        : value;
  }

  private String sub(Object argument) {
    if (argument instanceof String text) {
      return replace(text, this::variable);
    }
    List<?> both = arguments(argument, 2);
    Map<String, Object> own = map((Map<?, ?>) both.get(1));
    return replace(
        (String) both.get(0),
        name -> own.containsKey(name) ? requireNonNull(own.get(name)).toString() : variable(name));
  }

  /** A name, or an attribute of a resource ({@code Work.QueueName}). */
  private String variable(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? ref(name).toString()
        : resources.getAtt(name.substring(0, dot), name.substring(dot + 1));
  }

  private static String replace(String text, UnaryOperator<String> valueOf) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(valueOf.apply(found.group(1))));
  }
}
