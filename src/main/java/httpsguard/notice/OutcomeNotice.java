package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.policy.Assessment;
import java.util.Optional;

/** The notice of what came of one call. */
public final class OutcomeNotice {
  private OutcomeNotice() {}

  /**
   * @param ownerTag the key of the tag that names the owning team
   */
  public static Notice of(CallOutcome.Told told, Optional<String> ownerTag) {
    NoticeBuilder draft = new NoticeBuilder(told, ownerTag);
    return switch (told.outcome()) {
      case Outcome.Repaired(var _, var found, var at) ->
          new FindingsNotice(draft, found).repaired(at);
      case Outcome.WouldRepair(var _, var found) -> new FindingsNotice(draft, found).wouldRepair();
      case Outcome.NotRepaired(var _, var why) -> notRepaired(draft, why);
      case Outcome.AlreadyBack(var _, var live, var carried) -> alreadyBack(draft, live, carried);
      case Outcome.Exempt(var _, var live) -> new LeftAloneNotice(draft).exempt(live);
      case Outcome.Disabled(var _, var live) -> new LeftAloneNotice(draft).disabled(live);
      case Outcome.Gone _ -> new LeftAloneNotice(draft).gone();
    };
  }

  private static Notice notRepaired(NoticeBuilder draft, Outcome.NotRepaired.Obstacle why) {
    return switch (why) {
      case Outcome.NotRepaired.Obstacle.Refused(var found, var refusal) ->
          new RefusalNotice(draft, refusal).write(found);
      case Outcome.NotRepaired.Obstacle.LeftOpen(var live, var carried) ->
          new LeftAloneNotice(draft).leftOpen(live, carried);
    };
  }

  private static Notice alreadyBack(
      NoticeBuilder draft, Assessment live, Optional<Assessment> carried) {
    InPolicyNotice notice = new InPolicyNotice(draft, live);
    return switch (draft.trigger()) {
      case Trigger.Change _ -> notice.alreadyBack(carried);
      case Trigger.Tags(var change, var _) -> notice.tagsChanged(change);
    };
  }
}
