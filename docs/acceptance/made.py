"""What a run makes: each thing is written to a file before it is made, and deleted whatever happens."""

import json
import os
import pathlib
import threading

from cli import CallFailed, NotInTime, once_taken, wait_until
from distributions import PASSING, delete_deployment_policies, delete_distributions

END_OF = "end of the "


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
        # Of distributions that were made, because one may lack the comment.
        self.ids = []
        self.writing = threading.Lock()
        if self.file.exists():
            state = json.loads(self.file.read_text(encoding="utf-8"))
            if state["account"] != account:
                raise CallFailed(str(self.file), f"that run was in account {state['account']}: use its credentials")
            self.kinds = state["made"]
            self.ids = state.get("distributions", [])

    def about_to_make(self, kind):
        """From now on a clean-up looks for it."""
        assert kind in CLEAN_UP, kind
        self._remember(self.kinds, kind)

    def has_made(self, distribution):
        self._remember(self.ids, distribution)

    def _remember(self, known, one):
        with self.writing:
            if one in known:
                return
            known.append(one)
            self.file.parent.mkdir(parents=True, exist_ok=True)
            state = {"run": self.run, "account": self.account, "made": self.kinds, "distributions": self.ids}
            fresh = self.file.with_suffix(".new")
            fresh.write_text(json.dumps(state, indent=2) + "\n", encoding="utf-8")
            os.replace(fresh, self.file)

    def distributions(self):
        """Their summaries, by their ids, or by the comment that all of the run's have, and that CopyDistribution copies."""
        found = self.aws("cloudfront", "list-distributions").get("DistributionList", {})
        return [one for one in found.get("Items", []) if one["Comment"] == self.run or one["Id"] in self.ids]

    def clean_up(self, tell):
        """Answers what is left, each with what to do. Where no file says what was made, all of it is looked for."""
        left = []
        for kind, delete in CLEAN_UP.items():
            if self.kinds and kind.removeprefix(END_OF) not in self.kinds:
                continue
            if kind == "bucket" and left:
                # Somebody else could take its name, while a distribution still leads there.
                left.append(f"bucket {self.bucket}: kept until the rest is gone")
                continue
            tell(f"cleaning up: {kind}")
            try:
                delete(self)
            except CallFailed as failed:
                if self.aws.rehearsing and failed.code == "NotImplemented":
                    tell(f"NOT REHEARSED  the end of the {kind}: {failed.words}")
                elif not failed.is_gone():
                    left.append(f"{kind} of {self.run}: {failed}")
            except NotInTime as late:
                left.append(f"{kind} of {self.run}: {late}")
            except Exception as odd:
                # Whatever it is, the other kinds have to go, too.
                left.append(f"{kind} of {self.run}: {type(odd).__name__}: {odd}; please report this")
        return left


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


def wait_for_stack(made):
    wait_until("the stack's end", 900, lambda: stack_status(made) in (None, "DELETE_COMPLETE"))


def stack_status(made):
    try:
        status = made.aws("cloudformation", "describe-stacks", "--stack-name", made.run)["Stacks"][0]["StackStatus"]
    except CallFailed as failed:
        if failed.is_gone():
            return None
        raise
    if status == "DELETE_FAILED":
        raise CallFailed("aws cloudformation delete-stack", f"{status}: its events in the console say why")
    return status


def delete_web_acl(made):
    scope = ("--scope", "CLOUDFRONT")

    def deleted():
        for one in made.aws("wafv2", "list-web-acls", *scope).get("WebACLs", []):
            if one["Name"] == made.run:
                token = ("--id", one["Id"], "--lock-token", one["LockToken"])
                made.aws("wafv2", "delete-web-acl", "--name", made.run, *scope, *token)

    # WAF notices some time later that the distribution is gone.
    once_taken("the web ACL's end", 300, lambda refused: refused.code in PASSING, deleted)


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


# In this order: first what would act on the rest; a role or a bucket only once nothing uses it. CloudFormation deletes
# the stack while CloudFront deploys: if the guard still writes, its write and this one's exclude each other by ETag.
CLEAN_UP = {
    "denial in the guard's role": delete_denial,
    "rule for events": delete_rule,
    "stack": delete_stack,
    "continuous deployment policy": delete_deployment_policies,
    "distributions": delete_distributions,
    END_OF + "stack": wait_for_stack,
    "web ACL": delete_web_acl,
    "Lambda@Edge function": delete_edge_function,
    "Lambda@Edge role": delete_edge_role,
    "bucket": delete_bucket,
    "queue for events": delete_events_queue,
    "queue for notices": delete_notices_queue,
}
