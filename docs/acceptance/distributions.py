"""Distributions by the AWS CLI: read, written, and deleted."""

import json
import os
import tempfile

from cli import CallFailed, NotInTime, rest, wait_until

DEPLOYMENT = 1500
# Somebody else wrote in between; AWS has not noticed yet what is disabled or deleted; there were too many calls; or the
# CLI got no answer.
PASSING = {
    "",
    "ContinuousDeploymentPolicyInUse",
    "DistributionNotDisabled",
    "PreconditionFailed",
    "StagingDistributionInUse",
    "Throttling",
    "WAFAssociatedItemException",
    "WAFOptimisticLockException",
    "WAFUnavailableEntityException",
}


class as_file:
    """A file for the CLI, as its argument."""

    def __init__(self, value):
        self.value = value

    def __enter__(self):
        handle, self.name = tempfile.mkstemp(suffix=".json")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(self.value, file)
        return "file://" + self.name

    def __exit__(self, *failure):
        os.unlink(self.name)


def read(made, distribution):
    answer = made.aws("cloudfront", "get-distribution-config", "--id", distribution)
    return answer["DistributionConfig"], answer["ETag"]


def put(made, distribution, config, etag):
    with as_file(config) as file:
        return made.aws(
            "cloudfront", "update-distribution", "--id", distribution, "--if-match", etag, "--distribution-config", file
        )


def change(made, distribution, changed):
    def once():
        config, etag = read(made, distribution)
        return put(made, distribution, changed(config), etag)

    return unless_overtaken(once)


def unless_overtaken(call):
    """Made again, twice at most, where somebody wrote after it had read: the guard writes to the same distributions.
    CloudFront may also still answer a reader with what was there before."""
    for tries_left in (2, 1, 0):
        try:
            return call()
        except CallFailed as failed:
            if failed.code != "PreconditionFailed" or not tries_left:
                raise
            rest(3)


def is_deployed(made, distribution):
    return made.aws("cloudfront", "get-distribution", "--id", distribution)["Distribution"]["Status"] == "Deployed"


# ---- Their end ----


def is_over(end, made, one):
    """What end answers: False where a later try may succeed. What is gone already is over, too."""
    try:
        return end(made, one)
    except CallFailed as failed:
        if failed.code in PASSING:
            return False
        if failed.is_gone():
            return True
        raise


def delete_deployment_policies(made):
    """Those of the run's staging distributions, which cannot be disabled before."""
    mine = made.distributions()
    domains = {one["DomainName"] for one in mine if one.get("Staging")}
    if not domains:
        return
    for one in mine:
        if not one.get("Staging"):
            is_over(detached, made, one["Id"])
    found = made.aws("cloudfront", "list-continuous-deployment-policies")["ContinuousDeploymentPolicyList"]
    for one in found.get("Items", []):
        policy = one["ContinuousDeploymentPolicy"]
        names = policy["ContinuousDeploymentPolicyConfig"]["StagingDistributionDnsNames"].get("Items", [])
        if domains & set(names):
            wait_until("the policy's end", DEPLOYMENT, lambda: is_over(policy_deleted, made, policy["Id"]), 15)


def detached(made, distribution):
    if read(made, distribution)[0].get("ContinuousDeploymentPolicyId"):
        change(made, distribution, lambda config: {**config, "ContinuousDeploymentPolicyId": ""})
    return True


def policy_deleted(made, policy):
    etag = made.aws("cloudfront", "get-continuous-deployment-policy", "--id", policy)["ETag"]
    made.aws("cloudfront", "delete-continuous-deployment-policy", "--id", policy, "--if-match", etag)
    return True


def delete_distributions(made):
    """All are disabled first; each is deleted as soon as CloudFront has deployed that. One that fails stops no other."""
    there = [one["Id"] for one in sorted(made.distributions(), key=lambda one: not one.get("Staging"))]
    failed = {}

    def is_over_or_failed(one):
        try:
            return is_over(deleted, made, one)
        except CallFailed as refused:
            failed[one] = refused
            return True

    def all_over():
        there[:] = [one for one in there if not is_over_or_failed(one)]
        return not there

    try:
        wait_until("the distributions' end", DEPLOYMENT, all_over, 15)
    except NotInTime as late:
        failed.update((one, late) for one in there)
    if failed:
        # What no emulator knows hides no other failure.
        first = min(failed.values(), key=lambda one: getattr(one, "code", "") == "NotImplemented")
        raise CallFailed(f"aws cloudfront, {', '.join(failed)}", getattr(first, "words", str(first)))


def deleted(made, distribution):
    """Whether it is; until then, it is disabled, and waits for CloudFront to deploy that."""
    found = made.aws("cloudfront", "get-distribution", "--id", distribution)
    config = found["Distribution"]["DistributionConfig"]
    if config["Enabled"]:
        put(made, distribution, {**config, "Enabled": False}, found["ETag"])
        return False
    if found["Distribution"]["Status"] != "Deployed":
        return False
    made.aws("cloudfront", "delete-distribution", "--id", distribution, "--if-match", found["ETag"])
    return True
