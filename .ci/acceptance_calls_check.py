"""Holds docs/acceptance to what AWS and its CLI do: errors come in several forms and are read in each; what AWS has not
heard of yet is asked for again; what fails says why.
"""

import pathlib
import sys
import tempfile
import types

sys.dont_write_bytecode = True
sys.path.insert(0, "docs/acceptance")

import cli
import first
import made
import stack
import staging
from acceptance_clean_up_check import ACCOUNT, FakeAws
from cli import CallFailed
from facts import Report
from fixtures import Cleaner
from run import Run, StepFailed


def run_in(folder, answers):
    aws = FakeAws(answers)
    options = types.SimpleNamespace(rehearse=None, template=pathlib.Path("template.yaml"))
    mine = made.Made(aws, ACCOUNT, "r-404", folder)
    cleaner = Cleaner(ACCOUNT, (mine.run,))
    run = Run(aws, mine, Report("r-404", False), options, pathlib.Path(folder), lambda words: None, cleaner)
    run.raw = lambda distribution: (b"", "1")
    return run


def fails(kind, words, call):
    try:
        call()
    except kind as failed:
        assert words in str(failed), failed
        return
    raise AssertionError(f"did not fail: {words}")


def check_errors():
    """With details behind the error's line, before it, or none of both; and the CLI is asked for the one-line form."""
    error = "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack x does not exist"
    for said in (error, f"debug\n{error}\n", f"aws: [ERROR]: {error}\n\nAdditional error details:\nType: Sender"):
        failed = CallFailed("aws", said)
        assert failed.code == "ValidationError" and failed.is_gone() and error in failed.words, vars(failed)
    failed = CallFailed("aws", "first\nUnable to locate credentials")
    assert (failed.code, failed.words) == ("", "Unable to locate credentials"), vars(failed)
    assert cli.Aws()._environment()["AWS_CLI_ERROR_FORMAT"] == "legacy"


def check_not_known_yet():
    """A web ACL, or a function's version, that CloudFront does not know yet; other refusals are final."""
    for code in ("InvalidWebACLId", "InvalidLambdaFunctionAssociation", "AccessDenied"):
        refusals = [code]
        answer = {"Distribution": {"Id": "E1", "DomainName": "d", "DistributionConfig": {}}, "ETag": "1"}
        with tempfile.TemporaryDirectory() as folder:
            run = run_in(folder, {"create-distribution": lambda *options: refusals.pop() if refusals else answer})
            if code == "AccessDenied":
                fails(CallFailed, code, lambda: run.create("acl", {}))
            else:
                assert run.create("acl", {})["id"] == "E1", code
                assert made.Made(run.aws, ACCOUNT, "r-404", folder).ids == ["E1"]


def check_edge_function():
    """Its version is taken only once it is active."""
    cannot = ["InvalidParameterValueException) when calling: The role cannot be assumed by Lambda (x"]
    answers = {
        "create-role": {"Role": {"Arn": "role"}},
        "create-function": lambda *options: cannot.pop() if cannot else {},
        "publish-version": {"Version": "7", "FunctionArn": "function:7"},
    }
    with tempfile.TemporaryDirectory() as folder:
        run = run_in(folder, answers)
        assert first.edge_function(run) == "function:7"
    assert run.aws.calls[-1] == ("wait", "published-version-active", "--function-name", run.made.run, "--qualifier", "7")


def check_copy():
    """A copy without the run's comment fails its step, and the clean-up knows it all the same."""
    copied = {"Distribution": {"Id": "E2", "DomainName": "d", "DistributionConfig": {"Comment": ""}}, "ETag": "1"}
    answers = {"get-distribution-config": {"DistributionConfig": {}, "ETag": "1"}, "copy-distribution": copied}
    listed = [{"Id": "E2", "Comment": "", "DomainName": "d"}, {"Id": "E9", "Comment": "", "DomainName": "x"}]
    answers["list-distributions"] = {"DistributionList": {"Items": listed}}
    with tempfile.TemporaryDirectory() as folder:
        run = run_in(folder, answers)
        run.distributions["primary"] = {"id": "E1"}
        fails(StepFailed, "comment", lambda: staging.copy(run))
        assert [one["Id"] for one in run.made.distributions()] == ["E2"]


def check_alarms():
    """Those that warm up are left out, and the step says so; that one is OK again is not its alarm."""
    ids = ("FunctionErrors", "AuditsMissing", "ReportsMissing")
    resources = [{"LogicalResourceId": one, "PhysicalResourceId": f"s-{one}-1", "ResourceType": stack.ALARM} for one in ids]
    with tempfile.TemporaryDirectory() as folder:
        run = run_in(folder, {"describe-stack-resources": {"StackResources": resources}})
        taken = []

        def take(what, seconds, fits, since):
            message = {"AlarmName": "s-FunctionErrors-1", "NewStateValue": "ALARM"}
            assert fits(message) and not fits({**message, "NewStateValue": "OK"}), what
            taken.append(what)
            return message

        run.notices = types.SimpleNamespace(take=take)
        words = stack.alarms(run)
    assert taken == ["the alarm s-FunctionErrors-1"], taken
    assert "AuditsMissing, ReportsMissing" in words, words


def check_rollback():
    """The first reason is told, and all are kept; what names other distributions is not."""

    def failed(name, status, reason):
        properties = {"ResourceProperties": "E9THEIRS", "EventId": "1"}
        return {"LogicalResourceId": name, "ResourceStatus": status, "ResourceStatusReason": reason, **properties}

    events = [failed("Guard", "CREATE_FAILED", "cancelled"), failed("Topic", "CREATE_FAILED", f"no key in {ACCOUNT}")]
    events.append(failed("Topic", "CREATE_IN_PROGRESS", "begun"))
    stacks = {"Stacks": [{"StackStatus": "ROLLBACK_IN_PROGRESS"}]}
    with tempfile.TemporaryDirectory() as folder:
        run = run_in(folder, {"describe-stacks": stacks, "describe-stack-events": {"StackEvents": events}})
        fails(StepFailed, "ROLLBACK_IN_PROGRESS: Topic: no key in", lambda: stack.is_created(run))
        kept = pathlib.Path(folder, "failures", "stack-events.json").read_text(encoding="utf-8")
    assert "Guard" in kept and "THEIRS" not in kept and ACCOUNT not in kept and "begun" not in kept, kept


if __name__ == "__main__":
    cli.time = types.SimpleNamespace(sleep=lambda seconds: None, monotonic=cli.time.monotonic)
    check_errors()
    check_not_known_yet()
    check_edge_function()
    check_copy()
    check_alarms()
    check_rollback()
    print("errors are read in every form of the CLI; what AWS does not know yet is asked for again; what fails says why")
