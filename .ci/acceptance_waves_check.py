"""Holds docs/acceptance to what its waves need: events and notices come in any order and are taken for the right
distribution; nobody waits for what no call leads to; a write is made again where the guard wrote in between.
"""

import pathlib
import sys
import tempfile
import types

sys.dont_write_bytecode = True
sys.path.insert(0, "docs/acceptance")

import cli
from cli import CallFailed, NotInTime
from distributions import unless_overtaken
from facts import Report
from fixtures import Cleaner
from inbox import Inbox
from run import Run, StepFailed, each

ACCOUNT = "987654321098"
CONFIG = b'<C xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><DefaultCacheBehavior><ViewerProtocolPolicy>%s'
CONFIG += b"</ViewerProtocolPolicy></DefaultCacheBehavior></C>"


def run_in(folder):
    """All is overdue, so that a wait for what is not there asks once."""
    made = types.SimpleNamespace(account=ACCOUNT, run="r-1", ids=["E-plain", "E-large"], has_made=lambda distribution: None)
    options = types.SimpleNamespace(rehearse=None)
    asked = []
    aws = lambda *call: asked.append(call) or {}
    run = Run(aws, made, Report("r-1", False), options, pathlib.Path(folder), print, Cleaner(ACCOUNT))
    run.events, run.notices = Inbox(run, "events"), Inbox(run, "notices")
    for name in ("plain", "large"):
        before = CONFIG % b"allow-all"
        run.distributions[name] = {"id": f"E-{name}", "call": "CreateDistribution", "etag": "1", "at": -9999, "before": before}
    run.started = -9999
    run.raw = lambda distribution: (CONFIG % b"redirect-to-https", "2")
    return run, asked


def event(event_id, distribution=None, **more):
    parameters = {"omitted": True}
    answer = {"distribution": {"id": distribution}} if distribution else parameters
    detail = {"eventName": "CreateDistribution", "requestParameters": parameters, "responseElements": answer}
    return {"detail": {**detail, "eventID": event_id, **more}}


def notice(outcome, event_id):
    return {"outcome": outcome, "distributionId": "E-plain", "trigger": {"eventId": event_id}}


def fails(kind, words, call):
    try:
        call()
    except kind as failed:
        assert words in str(failed), failed
        return
    raise AssertionError(f"did not fail: {words}")


def check_events(run, asked):
    run.events.waiting = [event("of large"), event("refused", "E-plain", errorCode="AccessDenied"), event("of plain", "E-plain")]
    assert run.event("plain", "CreateDistribution")[0]["detail"]["eventID"] == "of plain"
    fails(NotInTime, "the event CreateDistribution of plain", lambda: run.event("plain", "CreateDistribution"))
    assert len(asked) == 1, asked
    assert run.event("large", "CreateDistribution", may_be_omitted=True)[0]["detail"]["eventID"] == "of large"
    fails(StepFailed, "no UpdateDistribution", lambda: run.event("plain", "UpdateDistribution"))
    fails(StepFailed, "the distribution staging is missing", lambda: run.event("staging", "UpdateDistribution"))
    assert len(asked) == 1, f"waited for what no call leads to: {asked}"


def check_notices(run):
    ours = event("ours", "E-plain")
    run.notices.waiting = [notice("Repaired", "another"), notice("AlreadyBack", "another"), notice("AlreadyBack", "ours")]
    run.repaired("plain", ours, {"*"})
    run.notices.waiting = [notice("Repaired", "another")]
    fails(StepFailed, "a notice Repaired AlreadyBack about plain", lambda: run.repaired("plain", ours, {"*"}))
    run.notices.waiting = [notice("AlreadyBack", "ours")]
    fails(StepFailed, "a notice Repaired about plain", lambda: run.repaired("plain", ours, {"*"}))
    run.notices.waiting = [{**notice("Repaired", "theirs"), "distributionId": "E-theirs"}, notice("NotRepaired", "ours")]
    fails(StepFailed, "other notices: ['NotRepaired E-plain'];", lambda: run.notice("plain", "Repaired"))
    run.raw = lambda distribution: (CONFIG % b"allow-all", "2")
    run.notices.waiting = [notice("Repaired", "ours")]
    fails(StepFailed, "expected", lambda: run.repaired("plain", ours, {"*"}))


def check_comparisons(run):
    """A comparison where nothing was to be repaired answers nothing; the evidence of each is kept."""
    run.report.answers.clear()
    run.raw = lambda distribution: (CONFIG % b"allow-all", "2")
    run.assert_repaired("large", set())
    assert run.report.answers == {}, run.report.answers
    run.raw = lambda distribution: (CONFIG % b"redirect-to-https", "2")
    run.assert_repaired("large", {"*"})
    assert run.report.answers["bytes"]["answer"] == "true", run.report.answers
    kept = {one.name for one in (run.folder / "configs").glob("large-CreateDistribution-*.json")}
    assert len(kept) == 2, kept


def check_read_back(run):
    """CloudFront's old answer to a reader is not somebody's write."""
    written = {"Distribution": {"Id": "E1", "DomainName": "d", "DistributionConfig": {}}, "ETag": "2"}
    answers = [(b"old", "1"), (b"old", "1"), (b"new", "2")]
    run.raw = lambda distribution: answers.pop(0)
    assert run.written("plain", "UpdateDistribution", written)["before"] == b"new"
    run.raw = lambda distribution: (b"theirs", "3")
    assert run.written("plain", "UpdateDistribution", written)["before"] is None


def check_writes():
    def refusing(*codes):
        left = list(codes)

        def call():
            if left:
                raise CallFailed("aws", f"An error occurred ({left.pop(0)}) when calling it")
            return "written"

        return call

    stale = "PreconditionFailed"
    slept.clear()
    assert unless_overtaken(refusing(stale, stale)) == "written"
    assert slept == [3, 3], slept
    fails(CallFailed, stale, lambda: unless_overtaken(refusing(stale, stale, stale)))
    fails(CallFailed, "AccessDenied", lambda: unless_overtaken(refusing("AccessDenied")))


def check_each():
    """One that fails stops no other."""
    done = []

    def check(one):
        done.append(one)
        if one != "b":
            raise StepFailed(f"{one} is wrong")

    fails(StepFailed, "a is wrong; c is wrong", lambda: each("abc", check))
    assert done == ["a", "b", "c"], done


if __name__ == "__main__":
    slept = []
    cli.time = types.SimpleNamespace(sleep=slept.append, monotonic=cli.time.monotonic)
    with tempfile.TemporaryDirectory() as folder:
        run, asked = run_in(folder)
        check_events(run, asked)
        check_notices(run)
        check_comparisons(run)
        check_read_back(run)
    check_writes()
    check_each()
    print("events and notices are taken in any order, each for its own distribution; what was not begun is not waited for")
