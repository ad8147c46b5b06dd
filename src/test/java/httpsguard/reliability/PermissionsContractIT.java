package httpsguard.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.local.CallRecord;
import httpsguard.template.GuardTemplate;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the guard and the audit called in all tests of this build is what the template grants to the
 * two of them: nothing is missing, nothing is extra. Runs last, in an execution of its own, and
 * means something only after all the others.
 */
@Tag("last")
class PermissionsContractIT {
  @Test
  void theGuardCallsWhatItMayCallAndNothingElse() throws IOException {
    assertGranted("https-guard", GuardTemplate.grantedActions());
  }

  @Test
  void theAuditCallsWhatItMayCallAndNothingElse() throws IOException {
    assertGranted("https-guard-audit", GuardTemplate.actionsGrantedToTheAudit());
  }

  private static void assertGranted(String function, Set<String> grantedInAll) throws IOException {
    Set<String> granted =
        grantedInAll.stream()
            .filter(action -> action.startsWith("cloudfront:") || action.startsWith("sns:"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(granted, CallRecord.actions(function));
    System.out.printf(
        "permissions of %s: %d actions granted, the same ones called%n", function, granted.size());
  }
}
