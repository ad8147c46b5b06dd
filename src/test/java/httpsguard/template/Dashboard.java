package httpsguard.template;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The template's dashboard: its widgets, and a picture of them as CloudWatch places them. */
record Dashboard(List<Widget> widgets) {
  /** CloudWatch's grid is 24 units wide (CloudWatch API, dashboard body structure). */
  private static final int COLUMNS = 24;

  private static final int UNIT = 40;

  private static final List<String> COLOURS =
      List.of("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd");

  record Widget(int x, int y, int width, int height, String title, List<Metric> metrics) {}

  /**
   * @param dimension the name of its only dimension
   * @param of the dimension's value as the template has it, such as {@code ${Guard}}
   */
  record Metric(String namespace, String name, String dimension, String of, String label) {}

  static Dashboard ofTemplate() {
    Part body =
        GuardTemplate.part("Resources", "Dashboard", "Properties", "DashboardBody", "Fn::Sub");
    try {
      JsonObject json = JsonParser.object().from(body.items().getFirst().text());
      return new Dashboard(
          json.getArray("widgets").stream()
              .map(JsonObject.class::cast)
              .map(Dashboard::widget)
              .toList());
    } catch (JsonParserException e) {
      throw new IllegalStateException("The dashboard's body is no JSON", e);
    }
  }

  private static Widget widget(JsonObject json) {
    JsonObject properties = json.getObject("properties");
    List<Metric> metrics = new ArrayList<>();
    List<String> before = List.of();
    for (Object row : properties.getArray("metrics")) {
      List<String> names = names((JsonArray) row, before);
      String label =
          ((JsonArray) row).getLast() instanceof JsonObject options
              ? options.getString("label")
              : names.get(1);
      metrics.add(new Metric(names.get(0), names.get(1), names.get(2), names.get(3), label));
      before = names;
    }
    return new Widget(
        json.getInt("x"),
        json.getInt("y"),
        json.getInt("width"),
        json.getInt("height"),
        properties.getString("title"),
        metrics);
  }

  /** A dot stands for what the row before has in this place. */
  private static List<String> names(JsonArray row, List<String> before) {
    return IntStream.range(0, 4)
        .mapToObj(
            place -> row.getString(place).equals(".") ? before.get(place) : row.getString(place))
        .toList();
  }

  /** An SVG. It has no values: those only an account has. */
  String picture() {
    int height = widgets.stream().mapToInt(widget -> widget.y() + widget.height()).max().orElse(0);
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="#f2f3f3"/>
        """
            .formatted(COLUMNS * UNIT, height * UNIT));
    widgets.forEach(widget -> draw(widget, svg));
    return svg.append("</svg>\n").toString();
  }

  private static void draw(Widget widget, StringBuilder svg) {
    int left = widget.x() * UNIT + 6;
    int top = widget.y() * UNIT + 6;
    int width = widget.width() * UNIT - 12;
    int height = widget.height() * UNIT - 12;
    int legend = top + height - 18 * widget.metrics().size();
    svg.append(
        """
        <rect x="%d" y="%d" width="%d" height="%d" fill="#fff" stroke="#d5dbdb"/>
        <text x="%d" y="%d" font-weight="bold">%s</text>
        <path d="M%d %dV%dH%d" fill="none" stroke="#879596"/>
        """
            .formatted(
                left,
                top,
                width,
                height,
                left + 12,
                top + 24,
                widget.title(),
                left + 16,
                top + 40,
                legend - 18,
                left + width - 16));
    for (int i = 0; i < widget.metrics().size(); i++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
              left + 16,
              legend + 18 * i - 9,
              COLOURS.get(i),
              left + 32,
              legend + 18 * i,
              widget.metrics().get(i).label()));
    }
  }
}
