package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.Outcome.NotRepaired.Obstacle;
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
      case Outcome.NotRepaired(var _, Obstacle.Refused(var found, var refusal)) ->
          new NotRepairedNotice(draft).refused(found, refusal);
      case Outcome.NotRepaired(var _, Obstacle.LeftOpen(var live, var carried)) ->
          new NotRepairedNotice(draft).leftOpen(live, carried);
      case Outcome.AlreadyBack(var _, var live, var carried) ->
          new NothingToRepairNotice(draft).alreadyBack(live, carried);
      case Outcome.Exempt(var _, var live) -> new NothingToRepairNotice(draft).exempt(live);
      case Outcome.Disabled(var _, var live) -> new NothingToRepairNotice(draft).disabled(live);
      case Outcome.Gone _ -> new NothingToRepairNotice(draft).gone();
    };
  }
}
