"""Distributions by the AWS CLI: read, written, and deleted."""

import json
import os
import tempfile

from cli import CallFailed, NotInTime, wait_until

DEPLOYMENT = 1500
# Somebody else wrote in between; or CloudFront has not noticed yet that a policy is deleted.
PASSING = {"PreconditionFailed", "StagingDistributionInUse"}


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
    """Made again, twice at most, where somebody wrote after it had read: the guard writes to the same distributions."""
    for tries_left in (2, 1, 0):
        try:
            return call()
        except CallFailed as failed:
            if failed.code != "PreconditionFailed" or not tries_left:
                raise


def is_deployed(made, distribution):
    return made.aws("cloudfront", "get-distribution", "--id", distribution)["Distribution"]["Status"] == "Deployed"


# ---- Their end ----


def delete_deployment_policies(made):
    """Those of the run's staging distributions, which cannot be disabled before."""
    mine = made.distributions()
    domains = {one["DomainName"] for one in mine if one.get("Staging")}
    if not domains:
        return
    for one in mine:
        if not one.get("Staging"):
            unless_gone(detach, made, one["Id"])
    found = made.aws("cloudfront", "list-continuous-deployment-policies")["ContinuousDeploymentPolicyList"]
    for one in found.get("Items", []):
        policy = one["ContinuousDeploymentPolicy"]
        names = policy["ContinuousDeploymentPolicyConfig"]["StagingDistributionDnsNames"].get("Items", [])
        if domains & set(names):
            unless_gone(delete_deployment_policy, made, policy["Id"])


def unless_gone(delete, made, one):
    """Of one thing among many, that it is gone already says nothing of the others."""
    try:
        delete(made, one)
    except CallFailed as failed:
        if not failed.is_gone():
            raise


def detach(made, distribution):
    config, etag = read(made, distribution)
    if config.get("ContinuousDeploymentPolicyId"):
        put(made, distribution, {**config, "ContinuousDeploymentPolicyId": ""}, etag)


def delete_deployment_policy(made, policy):
    etag = made.aws("cloudfront", "get-continuous-deployment-policy", "--id", policy)["ETag"]
    made.aws("cloudfront", "delete-continuous-deployment-policy", "--id", policy, "--if-match", etag)


def delete_distributions(made):
    """All are disabled first; each is deleted as soon as CloudFront has deployed that. One that fails stops no other."""
    there = [one["Id"] for one in sorted(made.distributions(), key=lambda one: not one.get("Staging"))]
    failed = {}

    def is_over(end, one):
        try:
            return end(made, one)
        except CallFailed as refused:
            if refused.code not in PASSING and not refused.is_gone():
                failed[one] = refused
            return refused.code not in PASSING

    def all_over():
        there[:] = [one for one in there if not is_over(deleted, one)]
        return not there

    there = [one for one in there if not is_over(disabled, one)]
    try:
        wait_until("the distributions' end", DEPLOYMENT, all_over, 15)
    except NotInTime as late:
        failed.update((one, late) for one in there)
    if failed:
        # What no emulator knows hides no other failure.
        words = {one: getattr(refused, "words", str(refused)) for one, refused in failed.items()}
        first = min(failed, key=lambda one: getattr(failed[one], "code", "") == "NotImplemented")
        raise CallFailed(f"aws cloudfront, {', '.join(failed)}", words[first])


def disabled(made, distribution):
    """Never over with that."""
    config, etag = read(made, distribution)
    if config["Enabled"]:
        put(made, distribution, {**config, "Enabled": False}, etag)
    return False


def deleted(made, distribution):
    """Whether it is over; disables it where that could not be done before."""
    config, etag = read(made, distribution)
    if config["Enabled"]:
        put(made, distribution, {**config, "Enabled": False}, etag)
        return False
    if not is_deployed(made, distribution):
        return False
    made.aws("cloudfront", "delete-distribution", "--id", distribution, "--if-match", etag)
    return True
