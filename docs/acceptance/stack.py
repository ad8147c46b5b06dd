"""Steps: the release's stack, and what it tells by itself."""

import json
import pathlib
import re
import subprocess
import tempfile
import time

from cli import CallFailed, wait_until
from distributions import as_file
from inbox import Inbox
from made import queue_url, stack_status
from run import StepFailed, each

# Over this, the rules for other distributions would not fit into the policy.
MOST_OTHERS = 40
ALARM = "AWS::CloudWatch::Alarm"


def deploy(run):
    made = run.made
    made.about_to_make("bucket")
    run.aws("s3api", "create-bucket", "--bucket", made.bucket, "--object-ownership", "BucketOwnerPreferred")
    run.aws("s3", "cp", str(run.options.code), f"s3://{made.bucket}/code.zip", "--only-show-errors")
    made.about_to_make("stack")
    with as_file(stack_parameters(run)) as file:
        template = ("--template-body", f"file://{run.options.template}", "--capabilities", "CAPABILITY_IAM")
        tag = ("--tags", f"Key=https-guard-acceptance,Value={made.run}")
        run.aws("cloudformation", "create-stack", "--stack-name", made.run, *template, "--parameters", file, *tag)
    wait_until("the stack", 900, lambda: is_created(run))
    stack = run.aws("cloudformation", "describe-stacks", "--stack-name", made.run)["Stacks"][0]
    run.outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
    if run.rehearsal:
        subprocess.run([*run.options.rehearse.split(), made.run], check=True, timeout=300, stdin=subprocess.DEVNULL)
    listen(run)


def is_created(run):
    status = stack_status(run.made)
    if status not in ("CREATE_IN_PROGRESS", "CREATE_COMPLETE"):
        raise StepFailed(f"the stack is {status}: {why(run)}")
    return status == "CREATE_COMPLETE"


def why(run):
    """The first reason, kept with the others before the clean-up deletes the stack."""
    try:
        events = run.aws("cloudformation", "describe-stack-events", "--stack-name", run.made.run)["StackEvents"]
    except CallFailed as unread:
        return f"its events could not be read: {unread}"
    # Not the properties: they name the account's other distributions.
    told = ("Timestamp", "LogicalResourceId", "ResourceType", "ResourceStatus", "ResourceStatusReason")
    # The latest comes first.
    failed = [one for one in reversed(events) if one["ResourceStatus"].endswith("_FAILED")]
    failed = [{name: one[name] for name in told if name in one} for one in failed]
    if not failed:
        return "none of its events says why"
    evidence = run.save("failures", "stack-events", failed)
    return f"{failed[0]['LogicalResourceId']}: {failed[0].get('ResourceStatusReason', 'no reason')}; {evidence} has all"


def stack_parameters(run):
    others = run.aws("cloudfront", "list-distributions").get("DistributionList", {}).get("Items", [])
    others = [one["Id"] for one in others if one["Comment"] != run.made.run]
    if len(others) > MOST_OTHERS:
        raise StepFailed(f"this account has {len(others)} distributions: use a sandbox account with fewer")
    # Other distributions stay as they are, whatever happens to them meanwhile.
    policy = {"policy": "redirect-to-https", "rules": [{"distribution": one, "mode": "notify"} for one in others]}
    given = {
        "CodeBucket": run.made.bucket,
        "CodeKey": "code.zip",
        "Mode": "remediate",
        "HttpsPolicy": json.dumps(policy),
        "AuditEvery": "daily",
        "LogRetentionDays": "7",
        "AllowLegacyLogBucket": run.made.bucket,
        "AllowLambdaEdge": "yes",
    }
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()]


def listen(run):
    """A queue for what the topic sends, and one for what EventBridge has of CloudFront."""
    made = run.made
    made.about_to_make("queue for notices")
    notices = queue(run, "notices", "sns.amazonaws.com", run.outputs["Topic"])
    attributes = ("--attributes", "RawMessageDelivery=true")
    subscription = ("--topic-arn", run.outputs["Topic"], "--protocol", "sqs", "--notification-endpoint", notices)
    run.aws("sns", "subscribe", *subscription, *attributes)
    made.about_to_make("queue for events")
    rule = f"arn:aws:events:us-east-1:{made.account}:rule/{made.run}"
    events = queue(run, "events", "events.amazonaws.com", rule)
    made.about_to_make("rule for events")
    pattern = json.dumps({"source": ["aws.cloudfront"], "detail-type": ["AWS API Call via CloudTrail"]})
    run.aws("events", "put-rule", "--name", made.run, "--event-pattern", pattern)
    run.aws("events", "put-targets", "--rule", made.run, "--targets", f"Id=queue,Arn={events}")
    run.notices = Inbox(run, queue_url(made, "notices"))
    run.events = Inbox(run, queue_url(made, "events"))


def queue(run, name, service, source):
    arn = f"arn:aws:sqs:us-east-1:{run.made.account}:{run.made.run}-{name}"
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": source}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    with as_file({"Policy": policy, "SqsManagedSseEnabled": "true"}) as attributes:
        run.aws("sqs", "create-queue", "--queue-name", f"{run.made.run}-{name}", "--attributes", attributes)
    return arn


def alarms(run):
    found = run.aws("cloudformation", "describe-stack-resources", "--stack-name", run.made.run)["StackResources"]
    every = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found if one["ResourceType"] == ALARM}
    warming_up = sorted(warm_up(run.options.template) & set(every))
    names = [every[one] for one in every if one not in warming_up]
    reason = ("--state-value", "ALARM", "--state-reason", "an acceptance run: nothing happened")
    run.together(lambda name: run.aws("cloudwatch", "set-alarm-state", "--alarm-name", name, *reason), names)
    since = time.monotonic()

    def arrives(name):
        def fits(one):
            return one.get("AlarmName") == name and one.get("NewStateValue") == "ALARM"

        message = run.notices.take(f"the alarm {name}", 180, fits, since)
        run.save("alarms", name.split("-")[-2] if name.count("-") > 1 else name, message)

    each(names, arrives)
    run.tell(f"{len(names)} alarms arrived")
    return f"without {', '.join(warming_up)}, which perform no actions while they warm up" if warming_up else ""


def warm_up(template):
    """The logical ids of alarms that do nothing in their first hours. An older CLI does not show that of an alarm."""
    resources = re.split(r"(?m)^  (?=\w+:$)", template.read_text(encoding="utf-8"))
    alarms = [one for one in resources if f"Type: {ALARM}" in one and "WarmUpConfiguration:" in one]
    return {one.split(":")[0] for one in alarms}


def daily_report(run):
    """A report as the daily schedule asks for it: by Lambda's destination to the guard, and to the topic."""
    with tempfile.TemporaryDirectory() as folder, as_file({"purpose": "report"}) as payload:
        what = ("--function-name", run.outputs["AuditFunction"], "--invocation-type", "Event")
        what += ("--payload", payload.replace("file://", "fileb://"))
        run.aws("lambda", "invoke", *what, str(pathlib.Path(folder) / "answer.json"))
    report = run.notices.take("the report of an audit", 600, lambda one: one.get("outcome") == "Report")
    run.save("notices", "report", run.cleaner.without_others(report, run.made.ids))
