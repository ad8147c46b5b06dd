package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The stack is for the commercial partition, which us-east-1 is in, and says so in one way. */
class PartitionTest {
  private static final Pattern OTHER =
      Pattern.compile("\\barn:(?!aws:)\\S*|AWS::(Partition|URLSuffix)");

  @Test
  void theTemplateNamesTheCommercialPartitionAndNoOther() throws IOException {
    String template = Files.readString(Path.of("template.yaml"));
    assertFalse(template.isEmpty());
    assertEquals(List.of(), OTHER.matcher(template).results().map(MatchResult::group).toList());
  }
}
