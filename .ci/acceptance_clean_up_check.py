"""Holds the clean-up of docs/acceptance to what its page says: it takes for gone what AWS says is gone, and nothing else;
what fails stops nothing that can go; and the bucket stays while a distribution may lead there.
"""

import json
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "docs/acceptance")

import cli
import made
from cli import CallFailed

ACCOUNT = "987654321098"


class FakeAws:
    """Answers the operations in `answers`, by a function of the options or by an error; all others by nothing."""

    rehearsing = False

    def __init__(self, answers):
        self.answers = answers
        self.calls = []

    def __call__(self, service, operation, *options):
        self.calls.append((operation, *options))
        answer = self.answers.get(operation, {})
        answer = answer(*options) if callable(answer) else answer
        if isinstance(answer, str):
            raise CallFailed(f"aws {service} {operation}", f"An error occurred ({answer}) when calling it: {answer}")
        return answer


def cleaned_up(aws, folder, *kinds):
    mine = made.Made(aws, ACCOUNT, "r-404", folder)
    for kind in kinds:
        mine.about_to_make(kind)
    return mine.clean_up(lambda words: None)


def check_clean_up():
    stack = {"StackResourceDetail": {"PhysicalResourceId": "role"}}
    denied = "AccessDenied) when calling: arn:aws:iam::987654404098:role/NoSuch-404 does not exist (x"
    with tempfile.TemporaryDirectory() as folder:
        aws = FakeAws({"describe-stack-resource": stack, "delete-role-policy": denied})
        left = cleaned_up(aws, folder, "denial in the guard's role")
        assert len(left) == 1 and "AccessDenied" in left[0], left
        aws.answers["delete-role-policy"] = "NoSuchEntity"
        assert cleaned_up(aws, folder) == []
        aws.answers["describe-stack-resource"] = "ValidationError) when calling: Stack r does not exist (x"
        assert cleaned_up(aws, folder) == []
        aws.answers["describe-stack-resource"] = "ValidationError"
        assert len(cleaned_up(aws, folder)) == 1
        aws.answers["describe-stack-resource"] = {}
        left = cleaned_up(aws, folder)
        assert len(left) == 1 and "KeyError" in left[0], left


def check_distributions():
    """Somebody deletes the first of three meanwhile; of the others, one cannot be deleted, and the other is."""
    there = {"E1", "E2", "E3"}
    enabled = {"E2", "E3"}
    overtaken = set()

    def listed():
        return {"DistributionList": {"Items": [summary(one) for one in sorted(there)]}}

    def summary(one):
        return {"Id": one, "Comment": made.name_of("r-404"), "DomainName": f"{one}.cloudfront.net"}

    def found(_, one):
        distribution = {"Status": "Deployed", "DistributionConfig": {"Enabled": one in enabled}}
        return "NoSuchDistribution" if one == "E1" else {"Distribution": distribution, "ETag": "1"}

    def disable(_, one, *config):
        # Once, the guard writes in between.
        if one not in overtaken:
            overtaken.add(one)
            return "PreconditionFailed"
        enabled.discard(one)
        return {}

    def delete(_, one, *etag):
        assert not enabled, "one is waited for, while another is still to be disabled"
        if one == "E2" and refusing:
            return "AccessDenied"
        there.discard(one)
        return {}

    refusing = True
    answers = {
        "list-distributions": listed,
        "get-distribution": found,
        "update-distribution": disable,
        "delete-distribution": delete,
    }
    with tempfile.TemporaryDirectory() as folder:
        aws = FakeAws(answers)
        left = cleaned_up(aws, folder, "distributions", "bucket")
        assert ["AccessDenied" in one and "E2" in one for one in left] == [True, False] and "bucket" in left[1], left
        assert there == {"E1", "E2"}, there
        assert not [call for call in aws.calls if call[0] == "delete-bucket"], aws.calls
        # All calls succeed, but one is still listed: made at the last moment, or not told yet.
        refusing = False
        left = cleaned_up(aws, folder)
        assert len(left) == 1 and "E1" in left[0], left
        assert not [call for call in aws.calls if call[0] == "delete-bucket"], aws.calls
        there.clear()
        assert cleaned_up(aws, folder) == []
        assert [call for call in aws.calls if call[0] == "delete-bucket"], aws.calls


def check_what_passes():
    """What AWS has not noticed yet, or a call without an answer, is tried again; so is the web ACL's end."""
    for code in ("DistributionNotDisabled", ""):
        there, refusals = ["E1"], [code]

        def delete(*options):
            if refusals:
                said = refusals.pop()
                raise CallFailed("aws cloudfront", f"An error occurred ({said}) when calling it" if said else "no answer in 450 s")
            there.clear()
            return {}

        disabled = {"Distribution": {"Status": "Deployed", "DistributionConfig": {"Enabled": False}}, "ETag": "1"}
        # Without the comment, but known by its id.
        listed = lambda: {"DistributionList": {"Items": [{"Id": one, "Comment": "odd", "DomainName": "d"} for one in there]}}
        with tempfile.TemporaryDirectory() as folder:
            aws = FakeAws({"list-distributions": listed, "get-distribution": disabled, "delete-distribution": delete})
            made.Made(aws, ACCOUNT, "r-404", folder).has_made("E1")
            assert cleaned_up(aws, folder, "distributions") == [] and there == [], (code, there)
    for code in ("WAFAssociatedItemException", "WAFUnavailableEntityException"):
        refusals, tokens = [code], iter("12")
        acl = lambda *scope: {"WebACLs": [{"Name": made.name_of("r-404"), "Id": "a", "LockToken": next(tokens)}]}
        with tempfile.TemporaryDirectory() as folder:
            aws = FakeAws({"list-web-acls": acl, "delete-web-acl": lambda *options: refusals.pop() if refusals else {}})
            assert cleaned_up(aws, folder, "web ACL") == [], code
        assert [call[-1] for call in aws.calls if call[0] == "delete-web-acl"] == ["1", "2"], aws.calls


def check_deployment_policy():
    """It is detached, and deleted once CloudFront has noticed that; those of others stay."""
    distributions = [
        {"Id": "E1", "Comment": made.name_of("r-404"), "DomainName": "E1.cloudfront.net"},
        {"Id": "E2", "Comment": made.name_of("r-404"), "DomainName": "E2.cloudfront.net", "Staging": True},
    ]
    in_use = ["ContinuousDeploymentPolicyInUse"]
    written = []

    def policy(name, domain):
        names = {"StagingDistributionDnsNames": {"Items": [domain]}}
        return {"ContinuousDeploymentPolicy": {"Id": name, "ContinuousDeploymentPolicyConfig": names}}

    def write(*options):
        written.append(json.loads(pathlib.Path(options[-1].removeprefix("file://")).read_text(encoding="utf-8")))
        return {}

    policies = [policy("theirs", "E9.cloudfront.net"), policy("ours", "E2.cloudfront.net")]
    answers = {
        "list-distributions": {"DistributionList": {"Items": distributions}},
        "get-distribution-config": {"DistributionConfig": {"ContinuousDeploymentPolicyId": "ours"}, "ETag": "1"},
        "update-distribution": write,
        "list-continuous-deployment-policies": {"ContinuousDeploymentPolicyList": {"Items": policies}},
        "get-continuous-deployment-policy": {"ETag": "7"},
        "delete-continuous-deployment-policy": lambda *options: in_use.pop() if in_use else {},
    }
    with tempfile.TemporaryDirectory() as folder:
        aws = FakeAws(answers)
        assert cleaned_up(aws, folder, "continuous deployment policy") == []
    assert written == [{"ContinuousDeploymentPolicyId": ""}], written
    deletes = [call for call in aws.calls if call[0].startswith("delete")]
    assert deletes == [("delete-continuous-deployment-policy", "--id", "ours", "--if-match", "7")] * 2, deletes


if __name__ == "__main__":
    # Waits are as short as in a rehearsal.
    cli.Aws.rehearsing = True
    check_clean_up()
    check_distributions()
    check_what_passes()
    check_deployment_policy()
    print("gone is what AWS says is gone; all are disabled at once; what cannot be deleted stops no other")
