"""Holds the answers of docs/acceptance to what was seen: yes and no only where nothing else explains it, and not seen
where something does.
"""

import json
import sys
import tempfile
import types

sys.dont_write_bytecode = True
sys.path.insert(0, "docs/acceptance")

import cli
import configs
import first
import permissions
import staging
import stopped
from acceptance_calls_check import ACCOUNT, fails, run_in
from run import StepFailed

REPAIRED = {"outcome": "Repaired"}
NOT_AUTHORIZED = "User: x is not authorized to perform: {} on resource: y because an explicit deny"


def refused(message, code="AccessDenied"):
    return {"outcome": "NotRepaired", "refusal": {"code": code, "message": message}}


def answered(run, question):
    return run.report.answers.get(question, {}).get("answer")


def asked(action, *answers):
    """What is told of a permission, by the guard's answers without it; and what was done, in order."""
    done = []
    given = list(answers)
    permissions.rest = done.append
    permissions.invoked = lambda run, name: given.pop(0)
    with tempfile.TemporaryDirectory() as folder:
        run = run_in(folder, {})
        run.drift = lambda name: done.append("drift")
        permissions.refused(run, action, "x")
        return answered(run, f"asks-{action}"), done


def check_permissions():
    twice = ["drift", permissions.IAM_SURELY_TOOK_EFFECT, "drift"]
    action = "wafv2:GetWebACL"
    about = refused(NOT_AUTHORIZED.format(action))
    assert asked(action, REPAIRED, REPAIRED) == ("false", twice)
    assert asked(action, REPAIRED, about) == ("true", twice)
    assert asked(action, about) == ("true", ["drift"])
    assert asked(action, refused("Web ACL is not accessible by the requester", "InvalidWebACLId"))[0] == "true"
    assert asked(action, refused(NOT_AUTHORIZED.format("cloudfront:UpdateDistribution")))[0] == "not seen"
    assert asked(action, refused("The ETag is stale", "PreconditionFailed"))[0] == "not seen"
    assert asked(action, REPAIRED, refused(NOT_AUTHORIZED.format("wafv2:GetWebACLs")))[0] == "not seen"
    edge = "lambda:EnableReplication*"
    assert asked(edge, refused("To use it, add permission: lambda:EnableReplication*", "InvalidLambda"))[0] == "true"
    bucket = "You don't have permission to access the S3 bucket for CloudFront logs: b"
    assert asked("s3:PutBucketAcl", refused(bucket, "AccessDenied"))[0] == "true"
    assert asked("lambda:GetFunction", refused(bucket, "AccessDenied"))[0] == "not seen"


def check_waves():
    """No distribution is denied two at once, and each is repaired without a denial in between."""
    found = [sorted(one) for one in permissions.waves(permissions.ASKED)]
    assert [len(one) for one in found] == [4, 2, 1], found
    done = []
    permissions.deny = lambda run, actions: done.append(sorted(actions))
    permissions.allow = lambda run: done.append("allow")
    permissions.refused = lambda run, action, name: done.append(f"without {action}")
    permissions.allowed = lambda run, name: done.append(f"{name} again")
    with tempfile.TemporaryDirectory() as folder:
        run = run_in(folder, {})
        run.distributions["logs"] = {}
        permissions.permissions(run)
    get, put = "s3:GetBucketAcl", "s3:PutBucketAcl"
    one = [[get], f"without {get}", "allow", "logs again"]
    assert done == [*one, [put], f"without {put}", "allow", "logs again"], done


def check_hosts():
    """Only a refusal of the host is a no, whichever origin comes first."""
    config = {"Origins": {"Items": [{"Id": "web", "DomainName": "w"}, {"Id": "s3", "DomainName": "s"}]}}
    refusals = {"host-fips": "InvalidOrigin", "host-express": "InvalidArgument", "host-outposts": "Throttling"}
    written = []
    with tempfile.TemporaryDirectory() as folder:
        run = run_in(folder, {})
        given = {host: name for name, host in configs.hosts(run.made.bucket, ACCOUNT).items()}
        stale = ["PreconditionFailed"]

        def write(*options):
            with open(options[-1].removeprefix("file://"), encoding="utf-8") as file:
                hosts = [one["DomainName"] for one in json.load(file)["Origins"]["Items"]]
            assert hosts[0] == "w", hosts
            written.append(hosts[1])
            answer = {"Distribution": {"Id": "E1", "DomainName": "d", "DistributionConfig": {}}, "ETag": "1"}
            return stale.pop() if stale else refusals.get(given[hosts[1]], answer)

        run.aws.answers["get-distribution-config"] = {"DistributionConfig": config, "ETag": "1"}
        run.aws.answers["update-distribution"] = write
        run.distributions["hosts"] = {"id": "E1"}
        fails(StepFailed, "Throttling", lambda: first.hosts(run))
        found = {name: answered(run, name) for name in given.values()}
    no = {"host-fips": "false", "host-express": "false", "host-outposts": None}
    assert found == {**dict.fromkeys(given.values(), "true"), **no}, found
    assert len(written) == len(given) + 1, written


def check_copied():
    """The copy of a distribution that was repaired already has nothing to repair, and nobody waits for that."""
    event = {"detail": {"requestParameters": {"primaryDistributionId": "E1"}}}
    event["detail"]["responseElements"] = {"distribution": {"id": "E2"}}
    for policy, waits in (("allow-all", True), ("redirect-to-https", False)):
        waited = []
        with tempfile.TemporaryDirectory() as folder:
            run = run_in(folder, {})
            config = {"DefaultCacheBehavior": {"ViewerProtocolPolicy": policy}}
            run.distributions["primary"] = {"id": "E1"}
            run.distributions["staging"] = {"id": "E2", "call": "CopyDistribution", "config": config}
            run.event = lambda name, call: (event, "e.json")
            run.repaired = lambda *what: waited.append(what)
            words = staging.copied(run)
            assert answered(run, "copy-ids") == "true"
        assert bool(waited) == waits and ("not shown" in words) != waits, (waited, words)


def check_ids():
    """A creation says nothing of an update's id; and an ETag is compared only with what was read."""
    creation = {"responseElements": {"distribution": {"id": "E1"}, "eTag": "1"}}
    with tempfile.TemporaryDirectory() as folder:
        run = run_in(folder, {})
        run.distributions["plain"] = {"id": "E1", "etag": "1", "before": None, "call": "CreateDistribution"}
        run.event = lambda name, call: ({"detail": creation}, "e.json")
        run.repaired = run.assert_repaired = lambda *what: None
        first.answered(run, "plain")
        assert set(run.report.answers) == {"creation-id"}, run.report.answers
        run.distributions["plain"]["before"] = b"x"
        first.answered(run, "plain")
        assert answered(run, "event-etag") == "true"
        run.event = lambda name, call: ({"detail": {"requestParameters": {"id": "E1"}}}, "e.json")
        stopped.one_waits(run, "plain")
        assert answered(run, "update-id") == "true"


def check_refused_calls():
    """What was refused has to be in CloudTrail; that somebody wrote in between is no refusal."""

    def record(code, message=""):
        told = {"eventName": "UpdateDistribution", "errorCode": code, "errorMessage": message}
        return {"CloudTrailEvent": json.dumps(told)}

    stale = record("PreconditionFailed")
    by_code, by_words = record("AccessDenied"), record("InvalidWebACLId", "Web ACL is not accessible by the requester")
    for was_refused, events, kept in ((True, [stale], None), (False, [stale], 0), (True, [stale, by_code, by_words], 2)):
        with tempfile.TemporaryDirectory() as folder:
            run = run_in(folder, {"lookup-events": {"Events": events}})
            run.outputs["GuardFunction"] = "guard"
            run.allowed = -9999
            run.report.answer("asks-wafv2:GetWebACL", was_refused, "e.json")
            if kept is None:
                fails(StepFailed, "though the guard was refused", lambda: permissions.refused_calls(run))
            else:
                permissions.refused_calls(run)
                assert len(list(run.folder.glob("denied/*.json"))) == kept, (was_refused, events)


if __name__ == "__main__":
    cli.time = types.SimpleNamespace(sleep=lambda seconds: None, monotonic=cli.time.monotonic)
    check_permissions()
    check_hosts()
    check_copied()
    check_ids()
    check_refused_calls()
    check_waves()
    print("yes and no are told only of what was seen; of permissions, only where nothing else explains it")
