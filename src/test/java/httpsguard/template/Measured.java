package httpsguard.template;

import com.grack.nanojson.JsonObject;
import httpsguard.template.Deployment.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What CloudWatch has of a stack's metrics, and which alarms of the stack fire on it. */
final class Measured {
  private final Deployment stack;
  private final List<Datum> data = new ArrayList<>();

  /**
   * @param of the value of the metric's one dimension
   */
  private record Datum(String metric, String of, Duration at, double value) {}

  Measured(Deployment stack) {
    this.stack = stack;
  }

  /**
   * @param metric with its namespace, such as {@code AWS/SQS ApproximateAgeOfOldestMessage}
   * @param resource by its logical id
   * @param at since the beginning
   */
  Measured put(String metric, String resource, Duration at, double value) {
    data.add(new Datum(metric, stack.resource(resource).name(), at, value));
    return this;
  }

  /** The same value again and again. */
  Measured every(
      Duration interval,
      String metric,
      String resource,
      Duration from,
      Duration until,
      double value) {
    for (Duration at = from; at.compareTo(until) < 0; at = at.plus(interval)) {
      put(metric, resource, at, value);
    }
    return this;
  }

  /** What the guard wrote to its log, in embedded metric format. */
  Measured written(List<JsonObject> log, Duration at) {
    for (JsonObject line : log) {
      JsonObject directive = line.getObject("_aws").getArray("CloudWatchMetrics").getObject(0);
      for (Object metric : directive.getArray("Metrics")) {
        String name = ((JsonObject) metric).getString("Name");
        put(directive.getString("Namespace") + " " + name, "Guard", at, line.getDouble(name));
      }
    }
    return this;
  }

  /** The logical ids of the alarms that fire then, if the stack is as old. */
  Set<String> firing(Duration then) {
    Set<String> firing = new TreeSet<>();
    for (Resource alarm : stack.ofType("AWS::CloudWatch::Alarm")) {
      if (fires(alarm, then)) {
        firing.add(alarm.logicalId());
      }
    }
    return firing;
  }

  /**
   * Whether the latest periods all breach, of which the last ends then. Missing data breach or do
   * not, as the alarm says; where they are to be ignored, the alarm stays as data last left it
   * (CloudWatch guide, "Configuring how CloudWatch alarms treat missing data").
   */
  private boolean fires(Resource alarm, Duration then) {
    Duration period = Duration.ofSeconds(alarm.at("Period").number());
    String whenMissing = alarm.at("TreatMissingData").text();
    Duration end = then;
    for (int breaching = 0; breaching < alarm.at("EvaluationPeriods").number(); ) {
      if (end.isNegative() || end.isZero()) {
        return false;
      }
      Optional<Double> value = value(alarm, end.minus(period), end);
      end = end.minus(period);
      if (value.isEmpty() && whenMissing.equals("ignore")) {
        continue;
      }
      if (!value.map(some -> breaches(alarm, some)).orElse(whenMissing.equals("breaching"))) {
        return false;
      }
      breaching++;
    }
    return true;
  }

  private Optional<Double> value(Resource alarm, Duration from, Duration until) {
    String metric = alarm.at("Namespace").text() + " " + alarm.at("MetricName").text();
    String of = alarm.at("Dimensions").items().getFirst().at("Value").text();
    return data.stream()
        .filter(datum -> datum.metric().equals(metric) && datum.of().equals(of))
        .filter(datum -> datum.at().compareTo(from) >= 0 && datum.at().compareTo(until) < 0)
        .map(Datum::value)
        .reduce(
            switch (alarm.at("Statistic").text()) {
              case "Sum" -> Double::sum;
              case "Maximum" -> Math::max;
              default -> throw new IllegalStateException(alarm + " has a new statistic");
            });
  }

  private static boolean breaches(Resource alarm, double value) {
    double threshold = Double.parseDouble(alarm.at("Threshold").text());
    return switch (alarm.at("ComparisonOperator").text()) {
      case "GreaterThanThreshold" -> value > threshold;
      case "GreaterThanOrEqualToThreshold" -> value >= threshold;
      case "LessThanThreshold" -> value < threshold;
      default -> throw new IllegalStateException(alarm + " compares in a new way");
    };
  }
}
