package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.Outcome;
import httpsguard.template.Dashboard.Metric;
import httpsguard.template.Dashboard.Widget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The dashboard shows what there is. After a change that is meant, have its picture drawn anew:
 *
 * <pre>mvn -q test -Dtest=DashboardTest -Dgolden.rewrite=true</pre>
 */
class DashboardTest {
  private static final Path PICTURE = Path.of("docs", "dashboard.svg");

  /** Metrics of AWS's services that no alarm watches. */
  private static final Set<String> NOT_WATCHED = Set.of("AWS/SNS NumberOfMessagesPublished");

  private final Dashboard dashboard = Dashboard.ofTemplate();

  @Test
  void thePictureIsDrawnFromTheDefinition() throws IOException {
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(PICTURE, dashboard.picture());
    }
    assertEquals(Files.readString(PICTURE), dashboard.picture());
  }

  /** A name that nothing writes would show an empty graph, as if all were well. */
  @Test
  void everyMetricIsOneThatIsWritten() {
    Set<String> written = outcomes(Outcome.class).collect(Collectors.toCollection(TreeSet::new));
    written.addAll(List.of("AuditDrifted", "AuditHeldBack", "AuditNotRepaired"));
    Set<String> watched = watched();
    assertTrue(
        watched.containsAll(Set.of("AWS/Lambda Errors", "HttpsGuard Repaired")), watched::toString);
    for (Metric metric : metrics()) {
      String name = metric.namespace() + " " + metric.name();
      assertTrue(
          metric.namespace().equals("HttpsGuard")
              ? written.contains(metric.name())
              : watched.contains(name) || NOT_WATCHED.contains(name),
          name);
    }
  }

  /** A metric under another dimension than the one that it is written with has no data. */
  @Test
  void everyMetricIsThatOfAResourceOfTheStack() {
    Map<String, String> dimensions =
        Map.of(
            "HttpsGuard", "FunctionName",
            "AWS/Lambda", "FunctionName",
            "AWS/SNS", "TopicName",
            "AWS/SQS", "QueueName",
            "AWS/Events", "RuleName");
    for (Metric metric : metrics()) {
      assertEquals(dimensions.get(metric.namespace()), metric.dimension(), metric::toString);
      String resource = metric.of().replaceAll("^\\$\\{|[.}].*$", "");
      assertTrue(
          GuardTemplate.part("Resources").has(resource) || resource.equals("TopicName"),
          metric::toString);
    }
  }

  @Test
  void noWidgetLiesOnAnother() {
    Set<String> taken = new TreeSet<>();
    for (Widget widget : dashboard.widgets()) {
      assertFalse(widget.x() + widget.width() > 24, widget::title);
      for (int x = widget.x(); x < widget.x() + widget.width(); x++) {
        for (int y = widget.y(); y < widget.y() + widget.height(); y++) {
          assertTrue(taken.add(x + " " + y), widget::title);
        }
      }
    }
  }

  private static Stream<String> outcomes(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(DashboardTest::outcomes)
        : Stream.of(type.getSimpleName());
  }

  private List<Metric> metrics() {
    return dashboard.widgets().stream().flatMap(widget -> widget.metrics().stream()).toList();
  }

  /** What the alarms watch: that these metrics come is asserted elsewhere. */
  private static Set<String> watched() {
    Part resources = GuardTemplate.part("Resources");
    return resources.names().stream()
        .map(resources::at)
        .filter(resource -> resource.at("Type").text().equals("AWS::CloudWatch::Alarm"))
        .map(alarm -> alarm.at("Properties"))
        .map(alarm -> alarm.at("Namespace").text() + " " + alarm.at("MetricName").text())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
