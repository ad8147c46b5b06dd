"""Steps: a staging distribution, and its promotion."""

import configs
from cli import CallFailed
from distributions import as_file, is_deployed, read, unless_overtaken
from first import REPAIRED
from run import StepFailed

PAIR = ("primary", "staging")


def copy(run):
    """With the drift that the primary was made with, before the guard hears of it."""
    made = run.made
    primary = run.distributions["primary"]["id"]
    if run.rehearsal:
        run.create("staging", configs.plain(made.run, "staging", made.bucket, Staging=True))
        return
    what = ("--primary-distribution-id", primary, "--staging", "--enabled", "--caller-reference", f"{made.run}-staging")

    def once():
        return run.aws("cloudfront", "copy-distribution", *what, "--if-match", read(made, primary)[1])

    answer = when_taken(run, ["primary"], once)
    made.has_made(answer["Distribution"]["Id"])
    comment = answer["Distribution"]["DistributionConfig"]["Comment"]
    if comment != made.run:
        raise StepFailed(f"the copy has the comment {comment!r}, not the primary one's: please report this")
    run.written("staging", "CopyDistribution", answer)


def when_taken(run, names, call):
    """AWS does not say that these calls need deployed distributions. One that is refused is made again with such."""
    try:
        return unless_overtaken(call)
    except CallFailed as refused:
        if all(is_deployed(run.made, run.distributions[name]["id"]) for name in names):
            raise
        run.tell(f"again once {' and '.join(names)} are deployed: {run.cleaner.text(str(refused))}")
    run.wait_deployed(names, 900)
    return unless_overtaken(call)


def copied(run):
    staging = run.distributions["staging"]
    event, evidence = run.event("staging", staging["call"])
    detail = event["detail"]
    is_so = (detail.get("requestParameters") or {}).get("primaryDistributionId") == run.distributions["primary"]["id"]
    is_so = is_so and detail["responseElements"]["distribution"]["id"] == staging["id"]
    run.report.answer("copy-ids", is_so, evidence)
    if not configs.is_drifted(staging["config"]):
        return "the repair of a copy was not shown, because the primary one was repaired before it was copied"
    run.repaired("staging", event, REPAIRED)
    return ""


def attach(run):
    """While the guard is stopped, so that it writes to neither of the two."""
    run.made.about_to_make("continuous deployment policy")
    names = configs.listed([run.distributions["staging"]["domain"]])
    traffic = {"Type": "SingleWeight", "SingleWeightConfig": {"Weight": 0.05}}
    policy = {"StagingDistributionDnsNames": names, "Enabled": True, "TrafficConfig": traffic}

    def created():
        with as_file(policy) as file:
            return run.aws("cloudfront", "create-continuous-deployment-policy", "--continuous-deployment-policy-config", file)

    policy_id = when_taken(run, ["staging"], created)["ContinuousDeploymentPolicy"]["Id"]

    def attached(config):
        return {**config, "ContinuousDeploymentPolicyId": policy_id}

    when_taken(run, PAIR, lambda: run.change("primary", attached))


def promote(run):
    """The guard is still stopped, so that there is drift to promote; CloudFront has to have deployed it."""
    run.last("staging", "UpdateDistribution")
    run.wait_deployed(PAIR, 900)
    ids = [run.distributions[name]["id"] for name in PAIR]
    what = ("--id", ids[0], "--staging-distribution-id", ids[1], "--if-match")

    def promoted():
        etags = ", ".join(read(run.made, one)[1] for one in ids)
        return run.aws("cloudfront", "update-distribution-with-staging-config", *what, etags)

    run.written("primary", "UpdateDistributionWithStagingConfig", unless_overtaken(promoted))


def promotion_repaired(run):
    event, evidence = run.event("primary", "UpdateDistributionWithStagingConfig")
    asked = event["detail"]["requestParameters"]
    found = [asked.get("id"), asked.get("stagingDistributionId")]
    ids = [run.distributions[name]["id"] for name in PAIR]
    run.report.answer("promotion-ids", found == ids, evidence, ", ".join(sorted(asked)))
    run.repaired("primary", event, REPAIRED)
