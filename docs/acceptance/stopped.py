"""Steps: the guard is stopped, and started again."""

import json
import time
import uuid

from cli import wait_until
from first import REPAIRED
from run import StepFailed, each, failures, raise_if

# What changes while the guard is stopped, and the calls that change it.
CHANGES = {"plain": "UpdateDistribution", "exempt": "UntagResource", "staging": "UpdateDistribution"}
IN_HAND = "ApproximateNumberOfMessagesNotVisible"


def switch(run, output):
    command = run.outputs[output].split()
    run.aws("lambda", "update-event-source-mapping", *command[command.index("--uuid") :])
    mapping = ("lambda", "get-event-source-mapping", "--uuid", command[command.index("--uuid") + 1])
    state = "Disabled" if output == "StopNow" else "Enabled"
    wait_until(f"the mapping {state}", 300, lambda: run.aws(*mapping)["State"] == state)


def depth(run, queue, names=("ApproximateNumberOfMessages", IN_HAND)):
    found = run.aws("sqs", "get-queue-attributes", "--queue-url", run.outputs[queue], "--attribute-names", *names)
    return sum(int(found["Attributes"][name]) for name in names)


def stop(run):
    """And whatever it had begun is done: it would answer a change, too."""
    switch(run, "StopNow")
    wait_until("the end of the work under way", 600, lambda: depth(run, "WorkQueue", [IN_HAND]) == 0)


def change(run):
    """Drift, and the end of an exemption, all at once."""
    each(CHANGES, lambda name: untag(run) if name == "exempt" else run.drift(name))


def untag(run):
    one = run.distributions["exempt"]
    key = "https-guard-exempt"
    arn = f"arn:aws:cloudfront::{run.made.account}:distribution/{one['id']}"
    run.aws("cloudfront", "untag-resource", "--resource", arn, "--tag-keys", f"Items={key}")
    run.called("exempt", "UntagResource", {"resource": arn, "tagKeys": {"items": [key]}})


def waits(run):
    """The events came, and nothing was written."""
    failed = failures(CHANGES, lambda name: one_waits(run, name))
    least = max(1, len(run.waiting))
    wait_until("the events in the stopped guard's queue", 300, lambda: depth(run, "WorkQueue") >= least)
    raise_if(failed)


def one_waits(run, name):
    event, evidence = run.event(name, CHANGES[name])
    run.waiting[name] = event
    if name == "exempt":
        keys = event["detail"]["requestParameters"].get("tagKeys")
        run.report.answer("untag-keys", keys == {"items": ["https-guard-exempt"]}, evidence, json.dumps(keys))
    else:
        asked = event["detail"].get("requestParameters") or {}
        run.report.answer("update-id", asked.get("id") == run.distributions[name]["id"], evidence)
    run.assert_repaired(name, set())


def start(run):
    switch(run, "StartAgain")
    run.started = time.monotonic()
    wait_until("an empty queue", 900, lambda: depth(run, "WorkQueue") == 0)
    each(CHANGES, lambda name: one_done(run, name))


def one_done(run, name):
    run.last(name, CHANGES[name])
    run.repaired(name, run.waiting.get(name), REPAIRED)


def redrive(run):
    """A message among the failed ones comes back by the output's command."""
    if "plain" not in run.waiting:
        raise StepFailed("there is no event to bring back, because a step before this one failed")
    event = run.waiting["plain"]
    # An id of its own, by which its notice is known.
    event = {**event, "detail": {**event["detail"], "eventID": str(uuid.uuid4())}}
    since = time.monotonic()
    run.send(run.outputs["FailedQueue"], event)
    wait_until("a message in Failed", 120, lambda: depth(run, "FailedQueue"))
    command = run.outputs["Replay"].split()
    run.aws("sqs", "start-message-move-task", *command[command.index("--source-arn") :])
    wait_until("an empty queue Failed", 300, lambda: depth(run, "FailedQueue") == 0)
    run.notice("plain", "AlreadyBack", event, since)
