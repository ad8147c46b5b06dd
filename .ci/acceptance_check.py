"""Holds docs/acceptance to what its page says: no personal detail is left in a fixture, whatever form it came in;
every step and every question of the script stands in the page, and every row of the page is one; and whatever
happens, a report says what is left.
"""

import contextlib
import importlib.util
import io
import json
import os
import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "docs/acceptance")

import configs
import facts
import fixtures
import steps
from acceptance_clean_up_check import FakeAws

PAGE = pathlib.Path("docs/acceptance.md").read_text(encoding="utf-8")
ACCOUNT = "987654321098"
OTHER = "876543210987"
EVENT = {
    "account": ACCOUNT,
    "detail": {
        "userIdentity": {
            "type": "AssumedRole",
            "principalId": "AROAZZZZZZZZZZZZZZZZ7:jane.doe",
            "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/AWSReservedSSO_Admins_0f1e2d3c/jane.doe",
            "accountId": ACCOUNT,
            "accessKeyId": "ASIAZZZZZZZZZZZZZZZ7",
            "sessionContext": {
                "sessionIssuer": {
                    "principalId": "AROAZZZZZZZZZZZZZZZZ7",
                    "arn": f"arn:aws:iam::{ACCOUNT}:role/aws-reserved/AWSReservedSSO_Admins_0f1e2d3c",
                    "userName": "AWSReservedSSO_Admins_0f1e2d3c",
                },
                "webIdFederationData": {"federatedProvider": "corp.example"},
            },
            "onBehalfOf": {"userId": "94482488-3041-7051", "identityStoreArn": "arn:aws:identitystore::1:identitystore/d-1"},
        },
        "sourceIPAddress": "198.51.100.7",
        "userAgent": "aws-cli/2.31.0 Chrome/142.0.0.0",
        "eventTime": "2026-11-24T13:30:09Z",
        "errorMessage": f"User: arn:aws:sts::{ACCOUNT}:assumed-role/x/jane.doe from 198.51.100.7 or 2001:db8:85a3::8a2e:370:7334",
        "requestParameters": {
            "bucket": f"https-guard-acceptance-r1-{ACCOUNT}.s3.amazonaws.com",
            "webACLId": f"arn:aws:wafv2:us-east-1:{OTHER}:global/webacl/a/b",
            "comment": "ask jane.doe@corp.example, key AKIAZZZZZZZZZZZZZZZ7",
            "others": f"logs-{OTHER}, logs-{OTHER}:x x-{OTHER}<",
            "odd": f"of{ACCOUNT}, x{ACCOUNT}_y",
            "host": f"name-{ACCOUNT}.s3-accesspoint.us-east-1.amazonaws.com",
        },
        "responseElements": {"eTag": "E14QX0ZV7KD2NS", "distribution": {"domainName": "d1.cloudfront.net"}},
        "vpcEndpointId": "vpce-0123",
    },
}


def check_fixtures():
    cleaned = fixtures.Cleaner(ACCOUNT).clean(EVENT)
    text = json.dumps(cleaned)
    for detail in (ACCOUNT, OTHER, "ZZZZ", "jane", "corp", "198.51", "85a3", "AWSReserved", "94482488", "vpce"):
        assert detail not in text, f"{detail} is left in {text}"
        assert detail in json.dumps(EVENT), detail
    assert fixtures.left(text) == [], fixtures.left(text)
    for kept in ("Chrome/142.0.0.0", "E14QX0ZV7KD2NS", "2026-11-24T13:30:09Z", "d1.cloudfront.net", "r1-111122223333.s3"):
        assert kept in text, f"{kept} is not left in {text}"
    for detail in (ACCOUNT, "ASIAZZZZZZZZZZZZZZZ7", "198.51.100.7", "2001:db8:85a3::8a2e:370:7334", "a@b.example"):
        assert fixtures.left(f'{{"x": "{detail}"}}'), f"{detail} is not seen"
    for odd in (f"made_{ACCOUNT}x", f"b-{ACCOUNT}:", f"b-{ACCOUNT})", f"b-{ACCOUNT}\n"):
        assert fixtures.left(odd, ACCOUNT), f"the account in {odd!r} is not seen"
    own = "https-guard-acceptance-r1-Guard-1"
    kept = fixtures.Cleaner(ACCOUNT, ("https-guard-acceptance-r1",)).clean({"userIdentity": {"userName": own}})
    assert own in json.dumps(kept), kept


def check_report_of_others():
    """The daily report is about all distributions; only the run's are kept."""
    theirs = {"distributionId": "E9THEIRS", "domainName": "d9.cloudfront.net", "aliases": ["shop.corp.example"]}
    told = {"distributions": [{"distributionId": "E1OURS"}, theirs], "unreadable": [{"distributionId": "E8THEIRS", "why": "x"}]}
    told["steps"] = [{"commands": ["aws cloudfront get-distribution --id E9THEIRS and --id E8THEIRS of shop.corp.example"]}]
    cleaner = fixtures.Cleaner(ACCOUNT)
    kept = json.dumps(cleaner.clean(cleaner.without_others(told, ["E1OURS"])))
    assert "E1OURS" in kept and "get-distribution" in kept, kept
    for name in ("E9THEIRS", "E8THEIRS", "d9.", "corp", "aliases", "why"):
        assert name not in kept, kept


def check_difference():
    def document(*policies):
        behaviors = "".join(f"<ViewerProtocolPolicy>{one}</ViewerProtocolPolicy>" for one in policies)
        space = "http://cloudfront.amazonaws.com/doc/2020-05-31/"
        return f'<C xmlns="{space}"><DefaultCacheBehavior>{behaviors}</DefaultCacheBehavior><New a="1"/></C>'.encode()

    before = document("allow-all")
    after = document("redirect-to-https")
    assert configs.difference(before, after, {"*"}) is None
    assert configs.difference(before, before, set()) is None
    assert configs.difference(before, before, {"*"})
    assert configs.difference(before, document("https-only"), {"*"})
    assert configs.difference(before, after.replace(b'<New a="1"/>', b""), {"*"})
    assert configs.difference(before, after.replace(b'<New a="1"/>', b'<New a="1" />'), {"*"})


def check_steps():
    """In the page in their order, and what no rehearsal does is called so there."""
    _, table = PAGE.split("## What it does")
    table, _ = table.split("## How long it takes")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if line.startswith("| ")]
    told = [(step, left_out.startswith("nothing")) for step, _, left_out in rows[1:-1]]
    expected = [(step.__name__.replace("_", " "), left_out.startswith(steps.ALL)) for step, _, left_out in steps.STEPS]
    assert told == expected, (told, expected)
    assert rows[-1][0] == "cleaning up", rows[-1]


def check_questions():
    _, table = PAGE.split("## What it answers")
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert told == set(facts.QUESTIONS), told ^ set(facts.QUESTIONS)


def script():
    found = importlib.util.spec_from_file_location("acceptance", "docs/acceptance/__main__.py")
    acceptance = importlib.util.module_from_spec(found)
    found.loader.exec_module(acceptance)
    return acceptance


def check_trails():
    """CloudFront's writes are logged, or an organization's trail cannot be looked at."""
    acceptance = script()
    acceptance.tell = lambda words: None

    def fits(status, selectors, **more):
        trail = {"TrailARN": f"arn:aws:cloudtrail:us-east-1:{OTHER}:trail/t", "IsMultiRegionTrail": True, **more}
        answers = {"describe-trails": {"trailList": [trail]}, "get-trail-status": status, "get-event-selectors": selectors}
        try:
            acceptance.check_trail(FakeAws(answers), ACCOUNT)
        except acceptance.StepFailed:
            return False
        return True

    def advanced(**fields):
        selectors = [{"Field": name, "Equals": [value]} for name, value in fields.items()]
        return {"AdvancedEventSelectors": [{"FieldSelectors": selectors}]}

    logging = {"IsLogging": True}
    assert fits(logging, advanced(eventCategory="Management"))
    assert fits(logging, advanced(eventCategory="Management", readOnly="false"))
    assert not fits(logging, advanced(eventCategory="Management", readOnly="true"))
    assert not fits(logging, advanced(eventCategory="Data"))
    assert not fits({"IsLogging": False}, advanced(eventCategory="Management"))
    assert fits("AccessDeniedException", {}, IsOrganizationTrail=True)
    assert not fits("AccessDeniedException", {})


def check_odd_answers():
    """An event without parameters fails its step alone; a clean-up that meets one says so in a report."""
    acceptance = script()
    done = []

    def odd(run):
        json.loads(f'{{"requestParameters": null, "who": "{ACCOUNT}"}}')["requestParameters"].get("tagKeys")

    aws = FakeAws({"get-caller-identity": {"Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:user/jane"}})
    aws.answers["list-distributions"] = {"DistributionList": {"Items": None}}
    acceptance.Aws = lambda: aws
    acceptance.check_trail = lambda aws, account: None
    acceptance.STEPS = ((done.append, "first", ""), (odd, "odd", ""), (done.append, "last", ""))
    os.environ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9"
    for clean_up in (acceptance.clean_up, lambda made: [].pop()):
        acceptance.clean_up = clean_up
        done.clear()
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as said:
            options = ["--account", ACCOUNT, "--code", __file__, "--template", __file__, "--rehearse", "true"]
            with contextlib.suppress(IndexError):
                assert acceptance.main([*options, "--results", folder, "--run", "r1"]) == 1
            report = json.loads(pathlib.Path(folder, "r1", "report.json").read_text(encoding="utf-8"))
            results = [one["result"] for one in report["steps"]]
            assert results == ["rehearsed", "failed", "rehearsed"] and len(done) == 2, report["steps"]
            assert report["left"] and "--clean-up-only r1" in said.getvalue(), report["left"]
            written = pathlib.Path(folder, "r1", "report.txt").read_text(encoding="utf-8") + json.dumps(report)
            assert "LEFT BEHIND" in written and ACCOUNT not in written, written
            options = ["--account", ACCOUNT, "--results", folder, "--clean-up-only", "r1", "--rehearse", "true"]
            with contextlib.suppress(IndexError):
                assert acceptance.main(options) == 1
            assert json.loads(pathlib.Path(folder, "r1", "report.json").read_text(encoding="utf-8")) == report
            assert "LEFT BEHIND" in pathlib.Path(folder, "r1", "clean-up.txt").read_text(encoding="utf-8")
            evidence = pathlib.Path(folder, "r1", "failures", "odd.json").read_text(encoding="utf-8")
            assert "acceptance_check.py" in evidence and os.getcwd() not in evidence, evidence


def check_gone_terminal():
    """Nobody reads what is told; all is deleted, and the report is written, all the same."""
    acceptance = script()

    class Gone(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    aws = FakeAws({"get-caller-identity": {"Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:user/jane"}})
    acceptance.Aws = lambda: aws
    acceptance.check_trail = lambda aws, account: None
    acceptance.STEPS = ((lambda run: None, "first", ""),)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(Gone()):
        options = ["--account", ACCOUNT, "--code", __file__, "--template", __file__, "--rehearse", "true"]
        acceptance.main([*options, "--results", folder, "--run", "r1"])
        assert pathlib.Path(folder, "r1", "report.txt").exists()
    assert [call for call in aws.calls if call[0] == "delete-stack"], aws.calls


if __name__ == "__main__":
    check_fixtures()
    check_difference()
    check_steps()
    check_questions()
    check_report_of_others()
    check_trails()
    check_odd_answers()
    check_gone_terminal()
    print(
        "no personal detail is left; one changed byte is seen; every step and question is in the page;"
        " an odd answer fails one step, and a report says what is left"
    )
