package httpsguard.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.local.CallRecord;
import httpsguard.template.GuardTemplate;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the guard and the audit called in all tests of this build is what the template grants to the
 * two of them: nothing is missing, nothing is extra. Runs last, in an execution of its own, and
 * means something only after all the others.
 */
class PermissionsContractIT {
  @Test
  void theFunctionsCallWhatTheyMayCallAndNothingElse() throws IOException {
    Set<String> granted =
        Stream.concat(
                GuardTemplate.grantedActions().stream(),
                GuardTemplate.actionsGrantedToTheAudit().stream())
            .filter(action -> action.startsWith("cloudfront:") || action.startsWith("sns:"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(granted, CallRecord.actions());
    System.out.printf("permissions: %d actions granted, the same ones called%n", granted.size());
  }
}
