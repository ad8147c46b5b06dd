"""What a run makes: each thing is written to a file before it is made, and deleted whatever happens."""

import json
import os
import pathlib
import tempfile

from cli import CallFailed, NotInTime, wait_until

# AWS's codes for what is gone already. CloudFormation has none of its own: it says so in words.
GONE = {
    "AWS.SimpleQueueService.NonExistentQueue",
    "NoSuchBucket",
    "NoSuchContinuousDeploymentPolicy",
    "NoSuchDistribution",
    "NoSuchEntity",
    "QueueDoesNotExist",
    "ResourceNotFoundException",
    "WAFNonexistentItemException",
}
DEPLOYMENT = 1500


def name_of(run_id):
    """All that a run makes bears this name, or begins with it."""
    return f"https-guard-acceptance-{run_id}"


class Made:
    def __init__(self, aws, account, run_id, folder):
        self.aws = aws
        self.account = account
        self.run = name_of(run_id)
        self.bucket = f"{self.run}-{account}"
        self.file = pathlib.Path(folder) / "state.json"
        self.kinds = []
        if self.file.exists():
            state = json.loads(self.file.read_text(encoding="utf-8"))
            if state["account"] != account:
                raise CallFailed(str(self.file), f"that run was in account {state['account']}: use its credentials")
            self.kinds = state["made"]

    def about_to_make(self, kind):
        """From now on a clean-up looks for it."""
        assert kind in CLEAN_UP, kind
        if kind not in self.kinds:
            self.kinds.append(kind)
            self.file.parent.mkdir(parents=True, exist_ok=True)
            state = {"run": self.run, "account": self.account, "made": self.kinds}
            fresh = self.file.with_suffix(".new")
            fresh.write_text(json.dumps(state, indent=2) + "\n", encoding="utf-8")
            os.replace(fresh, self.file)

    def distributions(self):
        """Their summaries, by the comment that all of the run's have, and that CopyDistribution copies."""
        found = self.aws("cloudfront", "list-distributions").get("DistributionList", {})
        return [one for one in found.get("Items", []) if one["Comment"] == self.run]

    def clean_up(self, tell):
        """Answers what is left, each with what to do. Where no file says what was made, all of it is looked for."""
        left = []
        for kind, delete in CLEAN_UP.items():
            if self.kinds and kind not in self.kinds:
                continue
            if kind == "bucket" and left:
                # Somebody else could take its name, while a distribution still leads there.
                left.append(f"bucket {self.bucket}: kept until the rest is gone")
                continue
            tell(f"deleting: {kind}")
            try:
                delete(self)
            except CallFailed as failed:
                if self.aws.rehearsing and failed.code == "NotImplemented":
                    tell(f"NOT REHEARSED  the end of the {kind}: {failed.words}")
                elif not is_gone(failed):
                    left.append(f"{kind} of {self.run}: {failed}")
            except NotInTime as late:
                left.append(f"{kind} of {self.run}: {late}")
            except Exception as odd:
                # Whatever it is, the other kinds have to go, too.
                left.append(f"{kind} of {self.run}: {type(odd).__name__}: {odd}; please report this")
        return left


def is_gone(failed):
    return failed.code in GONE or (failed.code == "ValidationError" and "does not exist" in failed.words)


def unless_gone(delete, made, one):
    """Of one thing among many, that it is gone already says nothing of the others."""
    try:
        delete(made, one)
    except CallFailed as failed:
        if not is_gone(failed):
            raise


def guard_role(made):
    found = made.aws("cloudformation", "describe-stack-resource", "--stack-name", made.run, "--logical-resource-id", "GuardRole")
    return found["StackResourceDetail"]["PhysicalResourceId"]


def delete_denial(made):
    made.aws("iam", "delete-role-policy", "--role-name", guard_role(made), "--policy-name", made.run)


def delete_rule(made):
    made.aws("events", "remove-targets", "--rule", made.run, "--ids", "queue")
    made.aws("events", "delete-rule", "--name", made.run)


def delete_stack(made):
    made.aws("cloudformation", "delete-stack", "--stack-name", made.run)
    wait_until("the stack's end", 900, lambda: stack_status(made) in (None, "DELETE_COMPLETE"))


def stack_status(made):
    try:
        status = made.aws("cloudformation", "describe-stacks", "--stack-name", made.run)["Stacks"][0]["StackStatus"]
    except CallFailed as failed:
        if is_gone(failed):
            return None
        raise
    if status == "DELETE_FAILED":
        raise CallFailed("aws cloudformation delete-stack", f"{status}: its events in the console say why")
    return status


def read(made, distribution):
    answer = made.aws("cloudfront", "get-distribution-config", "--id", distribution)
    return answer["DistributionConfig"], answer["ETag"]


def put(made, distribution, config, etag):
    with as_file(config) as file:
        return made.aws(
            "cloudfront", "update-distribution", "--id", distribution, "--if-match", etag, "--distribution-config", file
        )


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


def delete_distributions(made):
    mine = made.distributions()
    ids = [one["Id"] for one in sorted(mine, key=lambda one: not one.get("Staging"))]
    for one in ids:
        unless_gone(detach, made, one)
    delete_deployment_policies(made, {one["DomainName"] for one in mine if one.get("Staging")})
    for delete in (disable, delete_distribution):
        for one in ids:
            unless_gone(delete, made, one)


def detach(made, distribution):
    config, etag = read(made, distribution)
    if config.get("ContinuousDeploymentPolicyId"):
        put(made, distribution, {**config, "ContinuousDeploymentPolicyId": ""}, etag)


def disable(made, distribution):
    config, etag = read(made, distribution)
    if config["Enabled"]:
        put(made, distribution, {**config, "Enabled": False}, etag)


def delete_distribution(made, distribution):
    wait_until(f"{distribution} deployed", DEPLOYMENT, lambda: is_deployed(made, distribution), 15)
    etag = read(made, distribution)[1]
    made.aws("cloudfront", "delete-distribution", "--id", distribution, "--if-match", etag)


def is_deployed(made, distribution):
    return made.aws("cloudfront", "get-distribution", "--id", distribution)["Distribution"]["Status"] == "Deployed"


def delete_deployment_policies(made, staging_domains):
    if not staging_domains:
        return
    found = made.aws("cloudfront", "list-continuous-deployment-policies")["ContinuousDeploymentPolicyList"]
    for one in found.get("Items", []):
        policy = one["ContinuousDeploymentPolicy"]
        names = policy["ContinuousDeploymentPolicyConfig"]["StagingDistributionDnsNames"].get("Items", [])
        if staging_domains & set(names):
            unless_gone(delete_deployment_policy, made, policy["Id"])


def delete_deployment_policy(made, policy):
    etag = made.aws("cloudfront", "get-continuous-deployment-policy", "--id", policy)["ETag"]
    made.aws("cloudfront", "delete-continuous-deployment-policy", "--id", policy, "--if-match", etag)


def delete_web_acl(made):
    scope = ("--scope", "CLOUDFRONT")
    for one in made.aws("wafv2", "list-web-acls", *scope).get("WebACLs", []):
        if one["Name"] == made.run:
            token = ("--id", one["Id"], "--lock-token", one["LockToken"])
            made.aws("wafv2", "delete-web-acl", "--name", made.run, *scope, *token)


def delete_edge_function(made):
    try:
        made.aws("lambda", "delete-function", "--function-name", made.run)
    except CallFailed as failed:
        if "replicated function" in failed.words:
            words = f"CloudFront keeps copies for some hours; then run it again ({failed.words})"
            raise CallFailed("aws lambda delete-function", words) from None
        raise


def delete_edge_role(made):
    made.aws("iam", "delete-role", "--role-name", f"{made.run}-edge")


def delete_bucket(made):
    leading = [one["Id"] for one in made.distributions()]
    # The stand-in deletes no distributions.
    if leading and not made.aws.rehearsing:
        raise CallFailed("the bucket", f"kept, because {', '.join(leading)} may lead there: run it again")
    made.aws("s3", "rm", f"s3://{made.bucket}", "--recursive", "--only-show-errors")
    made.aws("s3api", "delete-bucket", "--bucket", made.bucket)


def queue_url(made, name):
    return made.aws("sqs", "get-queue-url", "--queue-name", f"{made.run}-{name}")["QueueUrl"]


def delete_events_queue(made):
    made.aws("sqs", "delete-queue", "--queue-url", queue_url(made, "events"))


def delete_notices_queue(made):
    made.aws("sqs", "delete-queue", "--queue-url", queue_url(made, "notices"))


# In this order: first what would act on the rest; a role or a bucket only once nothing uses it.
CLEAN_UP = {
    "denial in the guard's role": delete_denial,
    "rule for events": delete_rule,
    "stack": delete_stack,
    "distributions": delete_distributions,
    "web ACL": delete_web_acl,
    "Lambda@Edge function": delete_edge_function,
    "Lambda@Edge role": delete_edge_role,
    "bucket": delete_bucket,
    "queue for events": delete_events_queue,
    "queue for notices": delete_notices_queue,
}
