package httpsguard;

import httpsguard.Outcome.About;
import httpsguard.distribution.VersionedConfig;
import java.util.Optional;

/** What is known of a trigger's distribution, from the trigger and from what was read. */
record KnownOfTrigger(Trigger trigger, TriggerImpact effect) {

  /**
   * @param domainName as CloudFront answered it; the trigger's where it did not
   */
  About about(VersionedConfig snapshot, Optional<String> domainName, TagReader.Known tags) {
    return new About(
        trigger.distribution(),
        trigger.account(),
        Optional.of(snapshot.eTag()),
        domainName.or(effect::domainName),
        snapshot.document().config().aliases(),
        Optional.of(snapshot.document().config().kind()),
        tags.tags(),
        tags.failure());
  }

  /** Where the config could not be read. */
  About aboutUnread(TagReader.Known tags) {
    return new About(
        trigger.distribution(),
        trigger.account(),
        Optional.empty(),
        effect.domainName(),
        effect.aliases(),
        effect.kind(),
        tags.tags(),
        tags.failure());
  }
}
