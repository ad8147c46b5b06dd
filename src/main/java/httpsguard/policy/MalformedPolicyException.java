package httpsguard.policy;

import java.util.ArrayList;
import java.util.List;

/** A text that is not an HTTPS policy; it names everything that is wrong. */
public final class MalformedPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_TOLD = 20;

  private final transient List<PolicyProblem> problems;

  MalformedPolicyException(List<PolicyProblem> problems) {
    super(String.join("; ", tell(problems, "the HTTPS policy")));
    this.problems = List.copyOf(problems);
  }

  public List<PolicyProblem> problems() {
    return problems;
  }

  /**
   * The problems in words, a bounded number of them.
   *
   * @param name what the text is called, such as a file or an environment variable
   */
  public List<String> tell(String name) {
    return tell(problems, name);
  }

  private static List<String> tell(List<PolicyProblem> problems, String name) {
    List<String> told =
        new ArrayList<>(
            problems.stream().limit(MAX_TOLD).map(problem -> problem.of(name)).toList());
    if (problems.size() > MAX_TOLD) {
      told.add("and " + (problems.size() - MAX_TOLD) + " more problems");
    }
    return told;
  }
}
