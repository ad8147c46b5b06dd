package httpsguard.notice;

import httpsguard.json.JsonFields;
import httpsguard.text.Part;
import java.util.List;
import java.util.Optional;

/** The notice that shows whether notices arrive. */
public final class TestNotice {
  private TestNotice() {}

  /**
   * @param account the twelve digits of the guard's own account
   */
  public static Notice of(String account) {
    String summary =
        """
        This is a test notice that someone asked for. HTTPS Guard for CloudFront can publish in \
        account %s, and what it publishes arrives here. No distribution was checked, and nothing \
        was changed."""
            .formatted(account);
    return new Notice(
        new Notice.Envelope(
            "Test",
            account,
            List.of(),
            List.of(),
            Optional.empty(),
            _ ->
                new JsonFields()
                    .with("schema", OutcomeJson.SCHEMA)
                    .with("outcome", "Test")
                    .with("account", account)),
        SubjectLine.of("Test: notices of account " + account + " arrive here"),
        summary,
        List.of(),
        List.of(),
        List.of(new Part.Paragraph(summary)),
        List.of());
  }
}
