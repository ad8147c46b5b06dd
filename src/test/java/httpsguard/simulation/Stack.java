package httpsguard.simulation;

/** The product as it is deployed, and the AWS around it. */
final class Stack {
  final CloudFront cloudFront;
  final Promises promises;
  final Owners owners;
  final WorkQueue queue;
  final Audits audits;
  private final Guards guards;

  Stack(World world, QueueSettings settings) {
    cloudFront = new CloudFront(world.time(), world.chance());
    promises = new Promises(world, cloudFront);
    owners = new Owners(world, cloudFront);
    guards = new Guards(world, settings.timeout(), cloudFront, promises, owners);
    queue = new WorkQueue(world, settings, guards, promises);
    audits = new Audits(world, cloudFront, promises, owners, queue);
    EventBridge eventBridge = new EventBridge(world, queue, promises);
    cloudFront.record(eventBridge::take);
  }

  /** Deploys it anew with one setting changed. */
  void set(String name, String value) {
    guards.set(name, value);
    audits.set(name, value);
  }
}
