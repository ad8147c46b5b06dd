package httpsguard.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.local.CallRecord;
import httpsguard.template.GuardTemplate;
import httpsguard.template.PermissionsPage;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the guard and the audit called in all tests of this build, and what CloudFront asked for in
 * the guard's name, is what the template grants to the two of them, and what docs/permissions.md
 * says of who asks: nothing is missing, nothing is extra. Runs last, in an execution of its own,
 * and means something only after all the others.
 */
@Tag("last")
class PermissionsContractIT {
  private static final String GUARD = "https-guard";
  private static final String AUDIT = "https-guard-audit";

  @Test
  void theGuardCallsWhatItMayCallAndNothingElse() throws IOException {
    Set<String> called = CallRecord.actions(GUARD);
    assertEquals(PermissionsPage.askedBy("the guard", PermissionsPage.ofGuard()), called);
    assertTrue(GuardTemplate.grantedActions().containsAll(called), called::toString);
    print(GUARD, called);
  }

  @Test
  void cloudFrontAsksInTheGuardsNameForWhatItMayAndNothingElse() throws IOException {
    Set<String> asked = CallRecord.asked(GUARD);
    assertEquals(
        PermissionsPage.askedBy("CloudFront, on the role's behalf", PermissionsPage.ofGuard()),
        asked);
    print("CloudFront in the name of " + GUARD, asked);
  }

  @Test
  void theAuditCallsWhatItMayCallAndNothingElse() throws IOException {
    Set<String> called = CallRecord.actions(AUDIT);
    assertEquals(PermissionsPage.askedBy("the audit", PermissionsPage.ofAudit()), called);
    assertTrue(GuardTemplate.actionsGrantedToTheAudit().containsAll(called), called::toString);
    assertEquals(Set.of(), CallRecord.asked(AUDIT));
    print(AUDIT, called);
  }

  private static void print(String who, Set<String> called) {
    System.out.printf("permissions of %s: %d actions, as granted%n", who, called.size());
  }
}
