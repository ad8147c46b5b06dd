"""Steps: which permissions CloudFront asks the guard's role for, and CloudTrail's record of that."""

import json
import pathlib
import re
import tempfile
import time

from cli import CallFailed, NotInTime, rest, wait_until
from distributions import as_file
from first import REPAIRED
from played import composed
from run import StepFailed, each

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
# CloudFront's words where they name no permission, or two; Refusals.java has their sources.
ALSO_SAID = {
    "s3": ("permission to access the S3 bucket for CloudFront logs", "s3:GetBucketAcl and s3:PutBucketAcl"),
    "wafv2": ("Web ACL is not accessible by the requester",),
}
IAM_TAKES_EFFECT = 20
# IAM promises no time. What is not refused is tried once more after this.
IAM_SURELY_TOOK_EFFECT = 90
RECORDED = 900


def permissions(run):
    """While the guard is stopped, so that nothing but these invocations writes. In waves: one permission of each
    distribution at a time, and between two waves all are seen to be repaired without a denial."""
    # The calls are the same for each; once shows that they can be made.
    asked = {"wafv2:GetWebACL": "acl"} if run.rehearsal else ASKED
    each(waves({action: name for action, name in asked.items() if name in run.distributions}), lambda one: wave(run, one))


def waves(asked):
    """Of actions with their distributions, such that none has the same distribution twice."""
    left = list(asked.items())
    while left:
        taken = {}
        for action, name in left:
            if name not in taken.values():
                taken[action] = name
        yield taken
        left = [(action, name) for action, name in left if action not in taken]


def wave(run, asked):
    try:
        deny(run, list(asked))
        failed = run.together(lambda action: tried(refused, run, action, asked[action]), asked)
    finally:
        allow(run)
    failed += run.together(lambda name: tried(allowed, run, name), asked.values())
    failed = [one for one in failed if one]
    if failed:
        raise StepFailed("; ".join(failed))


def tried(check, *arguments):
    try:
        check(*arguments)
    except (StepFailed, CallFailed, NotInTime) as failed:
        return str(failed)
    return None


def refused(run, action, name):
    """True if the refusal is about this permission; false if it was repaired twice, the second time when IAM surely knew
    of the denial; else nothing is known."""
    answer, evidence = repaired_without(run, action, name, 1)
    if answer["outcome"] == "Repaired":
        rest(IAM_SURELY_TOOK_EFFECT)
        answer, evidence = repaired_without(run, action, name, 2)
    refusal = answer.get("refusal", {})
    words = ": ".join(refusal[key] for key in ("code", "message") if key in refusal)
    is_so = False if answer["outcome"] == "Repaired" else True if is_about(action, words) else None
    run.report.answer(f"asks-{action}", is_so, evidence, run.cleaner.text(words))


def repaired_without(run, action, name, which):
    run.drift(name)
    answer = invoked(run, name)
    evidence = run.save("permissions", f"{action.replace(':', '-').replace('*', '')}-{which}", answer)
    if answer.get("outcome") not in ("Repaired", "NotRepaired"):
        raise StepFailed(f"without {action}: {answer.get('outcome')}; {evidence} has the guard's answer")
    return answer, evidence


def is_about(action, words):
    """Whether a refusal names this permission, or says what CloudFront says if it lacks."""
    plain = " ".join(words.split())
    named = rf"(?:is not authorized to perform|add permission): {re.escape(action.rstrip('*'))}\*?(?=[ ,.]|$)"
    also = ALSO_SAID.get(action.split(":")[0], ())
    return bool(re.search(named, plain)) or any(one in plain for one in also)


def allowed(run, name):
    run.drift(name)

    answers = []

    def is_repaired():
        answers.append(invoked(run, name))
        return answers[-1].get("outcome") == "Repaired"

    try:
        wait_until(f"{name} repaired with all permissions", 120, is_repaired, 15)
    except NotInTime as late:
        last = answers[-1]
        raise StepFailed(f"{late}; the last answer: {last.get('outcome')}, {json.dumps(last.get('refusal'))}") from None
    run.assert_repaired(name, REPAIRED)


def guard_role(run):
    return ("--role-name", run.outputs["GuardRole"].split("/")[-1], "--policy-name", run.made.run)


def deny(run, actions):
    run.made.about_to_make("denial in the guard's role")
    denial = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": actions, "Resource": "*"}]}
    run.aws("iam", "put-role-policy", *guard_role(run), "--policy-document", json.dumps(denial))
    rest(IAM_TAKES_EFFECT)


def allow(run):
    try:
        run.aws("iam", "delete-role-policy", *guard_role(run))
    except CallFailed as failed:
        if not failed.is_gone():
            raise
    run.allowed = time.monotonic()
    rest(IAM_TAKES_EFFECT)


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
        return [record for record in (json.loads(one["CloudTrailEvent"]) for one in events) if is_denial(record)]

    try:
        records = wait_until("a refused call of the guard in CloudTrail", RECORDED if was_refused else 0, found, 30, run.allowed)
    except NotInTime as late:
        if was_refused:
            raise StepFailed(f"{late}, though the guard was refused: its answers under permissions have the words") from None
        return "CloudTrail shows no denied call of the guard"
    for i, record in enumerate(records):
        run.save("denied", f"{i:02}-{record['eventName']}-{record['errorCode'].split('.')[-1]}", record)
    return ""


def is_denial(record):
    """Not that somebody wrote in between, say. CloudFront's own refusals have other codes."""
    code = record.get("errorCode", "")
    by_code = "AccessDenied" in code or "Unauthorized" in code
    return by_code or any(is_about(action, record.get("errorMessage", "")) for action in ASKED)
