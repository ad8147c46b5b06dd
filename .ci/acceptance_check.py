"""Holds docs/acceptance to what its page says: no personal detail is left in a fixture, whatever form it came in;
every question of the script stands in the page, and every row of the page is a question.
"""

import json
import pathlib
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, "docs/acceptance")

import configs
import facts
import fixtures

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
    own = "https-guard-acceptance-r1-Guard-1"
    kept = fixtures.Cleaner(ACCOUNT, ("https-guard-acceptance-r1",)).clean({"userIdentity": {"userName": own}})
    assert own in json.dumps(kept), kept


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


def check_questions():
    page = pathlib.Path("docs/acceptance.md").read_text(encoding="utf-8")
    _, table = page.split("## What it answers")
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert told == set(facts.QUESTIONS), told ^ set(facts.QUESTIONS)


if __name__ == "__main__":
    check_fixtures()
    check_difference()
    check_questions()
    print("no personal detail is left; one changed byte is seen; every question is in the page")
