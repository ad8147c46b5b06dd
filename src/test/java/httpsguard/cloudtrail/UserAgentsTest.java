package httpsguard.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table's rows, each played, and how an agent is taken apart. */
class UserAgentsTest {
  /** What an example is. */
  enum Kind {
    /** It stands so in a public record, log or thread; not always in the row's source. */
    RECORDED,
    /** It is put together, or cut out, as the source does it; it was not seen as a whole. */
    COMPOSED,
    /** CloudTrail's own word, which AWS's guide names. */
    DOCUMENTED
  }

  /** A tool, and one of the products by which an agent names it. */
  record Row(Tool tool, String product) {}

  /**
   * A row of the table with an agent that it decides on.
   *
   * @param source where the agent is built or was recorded: repository and file, repository and
   *     issue, or guide and page
   */
  record Example(Row row, Kind kind, String source, String agent) {}

  /** Three lines each: tool and product, kind and source, the agent. */
  static List<Example> examples() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("src/test/resources/httpsguard/cloudtrail/user-agents.txt"));
    return IntStream.range(0, lines.size() / 3)
        .mapToObj(at -> example(lines.subList(3 * at, 3 * at + 3)))
        .toList();
  }

  private static List<Row> rows() {
    return Stream.of(Tool.values())
        .flatMap(tool -> tool.products().stream().map(product -> new Row(tool, product)))
        .toList();
  }

  private static Optional<Tool> tool(String agent) {
    return Tool.of(Product.in(agent));
  }

  private static Example example(List<String> lines) {
    String[] row = lines.get(0).split(" ", 2);
    String[] source = lines.get(1).strip().split(" ", 2);
    return new Example(
        new Row(Tool.valueOf(row[0]), row[1]),
        Kind.valueOf(source[0]),
        source[1],
        lines.get(2).strip());
  }

  @Test
  void eachRowHasAnExample() throws IOException {
    assertEquals(rows(), examples().stream().map(Example::row).toList());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void tellsTheToolOfTheRowsOwnExample(Example example) {
    assertEquals(Optional.of(example.row().tool()), tool(example.agent()));
    assertTrue(
        Product.in(example.agent()).stream()
            .anyMatch(named -> named.name().equalsIgnoreCase(example.row().product())),
        example.agent());
    assertEquals(example.row().tool(), ActorTest.tool(null, example.agent(), false));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void hasTheSourceOfTheRow(Example example) {
    assertFalse(example.source().isBlank(), example.toString());
    assertFalse(
        example.source().contains("://"), "a repository and file, or guide and page: no URL");
    assertTrue(example.agent().length() <= 1024, "CloudTrail cuts an agent at 1 KB");
  }

  /** All of them were called recorded. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void theFactsSayOfEachExampleWhatItIs(Kind kind) throws IOException {
    String word = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    String list =
        Files.readString(Path.of("docs", "facts.md"))
            .split("(?m)^- " + word + "\\b", 2)[1]
            .split("\n(?! )", 2)[0];
    assertEquals(
        examples().stream()
            .filter(example -> example.kind() == kind)
            .map(example -> example.row().product())
            .toList(),
        Pattern.compile("`([^`]+)`")
            .matcher(list)
            .results()
            .map((MatchResult product) -> product.group(1))
            .toList());
  }

  @Test
  void eachProductStandsForOneTool() {
    List<String> products =
        rows().stream().map(row -> row.product().toLowerCase(Locale.ROOT)).toList();
    assertEquals(products.stream().distinct().toList(), products);
  }

  @Test
  void everyToolButTheUnknownOneHasARow() {
    assertEquals(
        Stream.of(Tool.values()).filter(tool -> tool != Tool.UNKNOWN).collect(Collectors.toSet()),
        rows().stream().map(Row::tool).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Terraformer/0.8.24",
        "my-aws-cli/1.0",
        "aws-cli-wrapper",
        "deploy/Terraform-1.9",
        "app/aws-cli",
        "Mozilla/5.0 (compatible; aws-cli/2.0; Terraform/1.0)",
        "tool (a (nested) Boto3/1.40.0 comment)",
        "tool (an escaped \\) Boto3/1.40.0)",
        "tool (that does not end Boto3/1.40.0",
        "Terraf\u00f6rm/1.0",
      })
  void comparesWholeProductsOnly(String agent) {
    assertEquals(Optional.empty(), tool(agent));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[aws-cli/2.0.30 Python/3.7.7 Windows/10 botocore/2.0.0dev34]|CLI",
        "[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 Linux/5.10.197]|AWS_SERVICE",
        "APN/1.0 Pulumi/1.0 PulumiAwsNative/1.12, aws-sdk-go-v2/1.9.0|PULUMI",
        "terraform/0.6.13 (dev) aws-sdk-go/1.1.2 (go1.6; darwin; amd64)|TERRAFORM",
        "AWS-CLI/2.0|CLI",
        "aws-sdk-go-v2/1.7.1 os/macos api/sts/1.6.0 APN/1.0 Pulumi/3.9.1 PulumiAwsNative/0.0.2|PULUMI",
        "aws-sdk-go-v2/1.16.15 api/sts/1.9.0 crossplane-provider-aws-upbound/0.0.0|CROSSPLANE",
        "aws-sdk-go/1.44.12 (go1.19.1) HashiCorp/1.0 Terraform/ (+https://www.terraform.io/)|TERRAFORM",
        "Terraform/1.0.8 terraform-provider-awscc/dev my-module/0.0.1 aws-sdk-go-v2/1.9.1|TERRAFORM",
        "AWSPowerShell.Common/4.1.268.0 .NET_Core/7.0.2 OS/Linux_4.14.255_#1_SMP_Fri_Sep_9_17:34:07"
            + " exec-env/CloudShell PowerShellCore/7.3.2 ClientAsync|POWERSHELL",
        "kubernetes/v1.15.3 aws-sdk-go/1.16.26 (go1.12.9; linux; amd64)|SDK",
        "[aws-sdk-go/1.1.0 (go1.5.2; darwin; amd64)]|SDK",
        "tool (closed) ) ) aws-cli/2.0|CLI",
        "tool(without a space)aws-cli/2.0|CLI",
        "aws-cli|CLI",
      })
  void findsAProductWhereverItStands(String agent, Tool tool) {
    assertEquals(Optional.of(tool), tool(agent));
  }

  @Test
  void takesAnAgentApart() {
    assertEquals(
        List.of(
            new Product("a", "1"),
            new Product("md", "GOARCH#amd64"),
            new Product("m", "E,b"),
            new Product("cfg", "retry-mode/standard"),
            new Product("b", ""),
            new Product("c", "")),
        Product.in("a/1 (x/2 (y/3)) md/GOARCH#amd64 m/E,b cfg/retry-mode/standard b/ c"));
    assertEquals(List.of(), Product.in(""));
    assertEquals(List.of(), Product.in("/ / ()"));
  }

  static List<String> hostile() {
    int size = 1_000_000;
    return List.of(
        "(".repeat(size),
        ")".repeat(size),
        "()".repeat(size / 2),
        "(\\".repeat(size / 2),
        "a".repeat(size),
        "a ".repeat(size / 2),
        "a/".repeat(size / 2),
        "aws-clix/1 ".repeat(size / 11),
        "\u0000\ud800,;[]".repeat(size / 6));
  }

  /**
   * A thousand times what is read of a record; an agent that is gone through twice for each part
   * would not end.
   */
  @ParameterizedTest(name = "{index}")
  @MethodSource("hostile")
  void readsAHostileAgentOnce(String agent) {
    assertEquals(Optional.empty(), tool(agent));
  }
}
