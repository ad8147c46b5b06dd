package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.Trigger;
import java.util.Optional;

/** The notice of one outcome. */
public final class OutcomeNotice {
  private OutcomeNotice() {}

  /**
   * @param ownerTag the key of the tag that names the owning team
   * @throws IllegalArgumentException if the outcome is one that nobody is told of
   */
  public static Notice of(Outcome outcome, Optional<String> ownerTag) {
    return switch (outcome) {
      case Outcome.Concerning concerning -> of(concerning, new NoticeBuilder(concerning, ownerTag));
      case Outcome.Unrelated _ -> throw new IllegalArgumentException("Unrelated is not told");
    };
  }

  private static Notice of(Outcome.Concerning outcome, NoticeBuilder draft) {
    return switch (outcome) {
      case Outcome.Repaired(var _, var found) -> new FindingsNotice(draft, found).repaired();
      case Outcome.WouldRepair(var _, var found, var _) ->
          new FindingsNotice(draft, found).wouldRepair();
      case Outcome.NotRepaired(var _, var found, var refusal) ->
          new RefusalNotice(draft, refusal).write(found);
      case Outcome.AlreadyBack(var about, var live, var carried) ->
          switch (about.trigger()) {
            case Trigger.Change _ -> new InPolicyNotice(draft, live).alreadyBack(carried);
            case Trigger.Tags(var change) -> new InPolicyNotice(draft, live).tagsChanged(change);
            case Trigger.Audited _ -> new InPolicyNotice(draft, live).sinceAudit();
          };
      case Outcome.Exempt(var _, var live, var _) -> new LeftAloneNotice(draft).exempt(live);
      case Outcome.Disabled(var _, var live, var _) -> new LeftAloneNotice(draft).disabled(live);
      case Outcome.Gone _ -> new LeftAloneNotice(draft).gone();
      case Outcome.InPolicy _ -> throw new IllegalArgumentException("InPolicy is not told");
      case Outcome.HeldBack _, Outcome.Failed _ ->
          throw new IllegalArgumentException("told in the notice of a report only");
    };
  }
}
