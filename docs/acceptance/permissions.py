"""Steps: which permissions CloudFront asks the guard's role for, and CloudTrail's record of that."""

import json
import pathlib
import tempfile
import time

from cli import CallFailed, NotInTime, wait_until
from distributions import as_file
from first import REPAIRED
from played import composed
from run import StepFailed, failures, raise_if

# What an update may ask of the guard's role, and the distribution that shows it.
ASKED = {
    "s3:GetBucketAcl": "logs",
    "s3:PutBucketAcl": "logs",
    "wafv2:GetWebACL": "acl",
    "lambda:GetFunction": "edge",
    "lambda:EnableReplication*": "edge",
    "lambda:DisableReplication*": "edge",
    "cloudfront:GetVpcOrigin": "vpc",
}
IAM_TAKES_EFFECT = 20
RECORDED = 900


def permissions(run):
    """While the guard is stopped, so that nothing but these invocations writes."""
    # The calls are the same for each; once shows that they can be made.
    asked = {"wafv2:GetWebACL": "acl"} if run.rehearsal else ASKED
    asked = {action: name for action, name in asked.items() if name in run.distributions}
    try:
        failed = failures(asked, lambda action: refused(run, action, asked[action]))
    finally:
        allow(run)
    raise_if(failed + failures(sorted(set(asked.values())), lambda name: allowed(run, name)))


def refused(run, action, name):
    run.drift(name)
    # In place of the one before.
    deny(run, action)
    answer = invoked(run, name)
    evidence = run.save("permissions", action.replace(":", "-").replace("*", ""), answer)
    if answer.get("outcome") not in ("Repaired", "NotRepaired"):
        raise StepFailed(f"without {action}: {answer.get('outcome')}; {evidence} has the guard's answer")
    refusal = answer.get("refusal", {})
    words = ": ".join(refusal[key] for key in ("code", "message") if key in refusal)
    run.report.answer(f"asks-{action}", answer["outcome"] == "NotRepaired", evidence, run.cleaner.text(words))


def allowed(run, name):
    run.drift(name)
    answer = invoked(run, name)
    if answer.get("outcome") != "Repaired":
        raise StepFailed(f"{name}: with all permissions, {answer.get('outcome')}: {json.dumps(answer.get('refusal'))}")
    run.assert_repaired(name, REPAIRED)


def guard_role(run):
    return ("--role-name", run.outputs["GuardRole"].split("/")[-1], "--policy-name", run.made.run)


def deny(run, action):
    run.made.about_to_make("denial in the guard's role")
    denial = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": action, "Resource": "*"}]}
    run.aws("iam", "put-role-policy", *guard_role(run), "--policy-document", json.dumps(denial))
    time.sleep(0 if run.rehearsal else IAM_TAKES_EFFECT)


def allow(run):
    try:
        run.aws("iam", "delete-role-policy", *guard_role(run))
    except CallFailed as failed:
        if not failed.is_gone():
            raise
    run.allowed = time.monotonic()
    time.sleep(0 if run.rehearsal else IAM_TAKES_EFFECT)


def invoked(run, name):
    """The guard's answer to the event of the last write, without waiting for CloudTrail."""
    written = run.distributions[name]
    with tempfile.TemporaryDirectory() as folder, as_file(composed(run.made.account, written["call"], written)) as event:
        file = pathlib.Path(folder) / "answer.json"
        payload = ("--payload", event.replace("file://", "fileb://"), "--cli-read-timeout", "430")
        run.aws("lambda", "invoke", "--function-name", run.outputs["GuardFunction"], *payload, str(file))
        return json.loads(file.read_text(encoding="utf-8"))


def refused_calls(run):
    """CloudTrail's own record of what was denied to the guard. It comes within a quarter of an hour, if there was one."""
    answers = run.report.answers
    was_refused = any(name.startswith("asks-") and answers[name]["answer"] == "true" for name in answers)
    name = run.outputs["GuardFunction"]
    lookup = ("--lookup-attributes", f"AttributeKey=Username,AttributeValue={name}", "--max-items", "200")

    def found():
        events = run.aws("cloudtrail", "lookup-events", *lookup).get("Events", [])
        records = [json.loads(one["CloudTrailEvent"]) for one in events]
        return [one for one in records if one.get("errorCode")]

    try:
        records = wait_until("a refused call of the guard in CloudTrail", RECORDED if was_refused else 0, found, 30, run.allowed)
    except NotInTime:
        run.tell("CloudTrail shows no refused call of the guard; the answers under permissions have its words")
        return
    for i, record in enumerate(records):
        run.save("denied", f"{i:02}-{record['eventName']}-{record['errorCode'].split('.')[-1]}", record)
