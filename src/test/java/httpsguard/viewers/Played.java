package httpsguard.viewers;

/** What was played, in numbers. */
record Played(
    int cases,
    int disabled,
    int repaired,
    int inPolicy,
    int behaviors,
    int repairedBehaviors,
    int requests,
    int gotS3OverHttp) {
  static final Played NOTHING = new Played(0, 0, 0, 0, 0, 0, 0, 0);

  static Played one(GeneratedConfig config, int requests, int gotS3OverHttp) {
    boolean repaired = config.drift() > 0;
    return new Played(
        1,
        config.enabled() ? 0 : 1,
        repaired ? 1 : 0,
        config.enabled() && !repaired ? 1 : 0,
        config.behaviors().size(),
        config.drift(),
        requests,
        gotS3OverHttp);
  }

  Played plus(Played other) {
    return new Played(
        cases + other.cases,
        disabled + other.disabled,
        repaired + other.repaired,
        inPolicy + other.inPolicy,
        behaviors + other.behaviors,
        repairedBehaviors + other.repairedBehaviors,
        requests + other.requests,
        gotS3OverHttp + other.gotS3OverHttp);
  }
}
