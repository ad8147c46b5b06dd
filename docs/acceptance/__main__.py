"""Tries a release of HTTPS Guard for CloudFront on AWS, in a sandbox account. docs/acceptance.md says how."""

import argparse
import datetime
import json
import os
import pathlib
import re
import signal
import sys
import traceback
import urllib.parse

from cli import Aws, CallFailed, NotInTime
from facts import QUESTIONS, Report
from fixtures import Cleaner
from made import Made, name_of
from run import Run, StepFailed
from steps import ALL, STEPS

NEED_THE_STACK = "the release was not deployed"


class Interrupted(BaseException):
    """Ctrl-C, or the end of the terminal."""


def say(words):
    """If the terminal is gone, or whoever read: what was made is deleted, and the report is written, all the same."""
    try:
        print(words, flush=True)
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")


def tell(words):
    say(f"{datetime.datetime.now():%H:%M:%S}  {words}")


def parsed(arguments):
    parser = argparse.ArgumentParser(
        prog="python3 docs/acceptance", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--account", required=True, metavar="ID", help="the sandbox account, twelve digits")
    parser.add_argument("--code", type=pathlib.Path, metavar="ZIP", help="the release's zip file")
    parser.add_argument("--template", type=pathlib.Path, metavar="YAML", help="the release's plain template")
    parser.add_argument("--results", type=pathlib.Path, default="acceptance-results", metavar="FOLDER")
    parser.add_argument("--lambda-edge", action="store_true", help="also with Lambda@Edge; it is deleted hours later")
    vpc = ("ID", "DOMAIN_NAME")
    parser.add_argument("--vpc-origin", nargs=2, metavar=vpc, help="also with this VPC origin, which you have made")
    parser.add_argument("--clean-up-only", metavar="RUN", help="delete what this run left, and do nothing else")
    parser.add_argument("--run", metavar="RUN", help="the run's name; the time if left out")
    parser.add_argument("--rehearse", metavar="COMMAND", help="against emulators: COMMAND STACK lends them the functions")
    options = parser.parse_args(arguments)
    if not options.clean_up_only and not (options.code and options.template):
        parser.error("--code and --template are needed: the two files of a release")
    for file in filter(None, (options.code, options.template)):
        if not file.is_file():
            parser.error(f"there is no file {file}")
    for name in filter(None, (options.run, options.clean_up_only)):
        if not re.fullmatch(r"[a-z0-9-]{1,20}", name):
            parser.error(f"{name} is no name of a run: at most 20 of a-z, 0-9 and -")
    check_endpoints(parser, options)
    return options


def check_endpoints(parser, options):
    """AWS is meant, or a rehearsal; never by accident the one instead of the other."""
    named = {name: value for name, value in os.environ.items() if name.startswith("AWS_ENDPOINT_URL") and value}
    if options.rehearse is None:
        if named:
            parser.error(f"{', '.join(named)} is set, so this would not reach AWS: unset it")
    elif "AWS_ENDPOINT_URL" not in named:
        parser.error("a rehearsal needs AWS_ENDPOINT_URL")
    elif any(urllib.parse.urlsplit(one).hostname not in ("127.0.0.1", "localhost") for one in named.values()):
        parser.error("a rehearsal is for emulators on this machine: AWS_ENDPOINT_URL names another one")


def check_account(aws, account):
    found = aws("sts", "get-caller-identity")
    if found["Account"] != account:
        words = f"these credentials are for account {found['Account']}, and --account is {account}: nothing was done"
        raise StepFailed(words)
    return found["Arn"]


def check_trail(aws, account):
    """Without one, CloudFront's calls reach no rule."""
    unread = []
    organization = False
    for trail in aws("cloudtrail", "describe-trails")["trailList"]:
        name = trail["TrailARN"]
        if not (trail["IsMultiRegionTrail"] or trail["HomeRegion"] == "us-east-1"):
            continue
        try:
            if aws("cloudtrail", "get-trail-status", "--name", name)["IsLogging"] and records_management(aws, name):
                return
        except CallFailed as refused:
            # Only its own account may look at it.
            organization = organization or (trail.get("IsOrganizationTrail", False) and f":{account}:" not in name)
            unread.append(str(refused))
    if organization:
        tell("an organization's trail cannot be looked at from this account: if it logs no management events, no event comes")
        return
    raise StepFailed(
        "no CloudTrail trail that is multi-Region or in us-east-1 is logging management events that write, so no event"
        f" would come: create one, or start it; nothing was done{''.join('; ' + one for one in unread)}"
    )


def records_management(aws, trail):
    found = aws("cloudtrail", "get-event-selectors", "--trail-name", trail)
    basic = found.get("EventSelectors", [])
    if any(one["IncludeManagementEvents"] and one["ReadWriteType"] != "ReadOnly" for one in basic):
        return True
    return any(records_writes(one["FieldSelectors"]) for one in found.get("AdvancedEventSelectors", []))


def records_writes(field_selectors):
    fields = {one["Field"]: one.get("Equals", []) for one in field_selectors}
    return "Management" in fields.get("eventCategory", []) and "true" not in fields.get("readOnly", [])


def perform(run):
    for number, (step, name, left_out) in enumerate(STEPS):
        if run.rehearsal and left_out:
            tell(f"NOT REHEARSED  {name}: {left_out}")
        if run.rehearsal and left_out.startswith(ALL):
            run.report.step(name, "not rehearsed", left_out)
            continue
        tell(name)
        try:
            found = step(run)
        except Exception as failed:
            # AWS may answer in a form that nobody foresaw; the other steps are worth their time all the same.
            words = run.cleaner.text(f"{type(failed).__name__}: {failed}")
            if not isinstance(failed, (StepFailed, CallFailed, NotInTime)):
                words += f"; {save_traceback(run, step, failed)}"
            tell(f"FAILED  {name}: {words}")
            run.report.step(name, "failed", words)
            if number == 0:
                run.report.step("all other steps", "failed", NEED_THE_STACK)
                return
        else:
            without = f"without {left_out}" if run.rehearsal and left_out else ""
            run.report.step(name, "rehearsed" if run.rehearsal else "done", "; ".join(filter(None, (without, found))))


def save_traceback(run, step, failed):
    """Its lines, without folders: their names may be a person's. Answers where they are."""
    frames = traceback.extract_tb(failed.__traceback__)
    lines = [f"{pathlib.Path(one.filename).name}:{one.lineno}, {one.name}: {one.line}" for one in frames]
    try:
        return "see " + run.save("failures", step.__name__, {"failure": repr(failed), "lines": lines})
    except (OSError, ValueError) as unsaved:
        return f"its traceback was not written: {unsaved}"


def interrupt(*_):
    raise Interrupted


def clean_up(made):
    """Goes on whatever happens, and through a second Ctrl-C."""
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, lambda *_: tell("cleaning up; this takes some minutes"))
    return made.clean_up(tell)


def finish(report, folder, cleaner, name):
    # First to the terminal: the disk may be full.
    say("\n" + report.text())
    if report.left:
        say(f"Something is left: python3 docs/acceptance --account {cleaner.account} --clean-up-only {report.run}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(cleaner.clean(report.told()), indent=2) + "\n", encoding="utf-8")
    (folder / f"{name}.txt").write_text(cleaner.text(report.text()), encoding="utf-8")
    say(f"{name}.txt and {name}.json are in {folder}, with the evidence if there is any.")
    say("state.json there is not for others. Read the other files before you publish them.")
    return 1 if report.failed() else 0


def main(arguments):
    options = parsed(arguments)
    rehearsal = options.rehearse is not None
    run_id = options.clean_up_only or options.run or datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
    folder = options.results / run_id
    Aws.rehearsing = rehearsal
    aws = Aws()
    report = Report(run_id, rehearsal, {} if options.clean_up_only else QUESTIONS)
    cleaner = Cleaner(options.account, (name_of(run_id),))
    try:
        cleaner.know(check_account(aws, options.account))
        if not options.clean_up_only:
            check_trail(aws, options.account)
        if not options.clean_up_only and (folder / "state.json").exists():
            raise StepFailed(f"there was a run {run_id}: clean it up, or take another name")
        made = Made(aws, options.account, run_id, folder)
    except (StepFailed, CallFailed, KeyError) as failed:
        print(f"Not begun: {failed}", file=sys.stderr)
        return 2
    tell(f"run {run_id}; what it makes is named {name_of(run_id)}")
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, interrupt)
    try:
        if not options.clean_up_only:
            perform(Run(aws, made, report, options, folder, tell, cleaner))
    except Interrupted:
        tell("interrupted: cleaning up")
        report.step("the rest", "failed", "interrupted")
    finally:
        report.left = ["nobody knows what: the clean-up did not come to its end"]
        try:
            report.left = clean_up(made)
        finally:
            status = finish(report, folder, cleaner, "clean-up" if options.clean_up_only else "report")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
