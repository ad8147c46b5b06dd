"""What CloudTrail and EventBridge would send, where a run does not wait for them."""

import datetime
import uuid


def lower_first(value):
    """With CloudTrail's names for the API's."""
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: lower_first(one) for name, one in value.items()}
    return [lower_first(one) for one in value] if isinstance(value, list) else value


def composed(account, call, written):
    """An event as far as the guard needs it."""
    response = None
    if "config" in written:
        distribution = {"id": written["id"], "distributionConfig": lower_first(written["config"])}
        response = {"eTag": written["etag"], "distribution": distribution}
    request = written.get("request", {"id": written["id"]})
    # Two minutes old, as CloudTrail's are: for a younger one, the guard waits for its owner's tags.
    when = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=2)
    now = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    identity = {"type": "AssumedRole", "arn": f"arn:aws:sts::{account}:assumed-role/acceptance/someone"}
    detail = {
        "eventVersion": "1.11",
        "userIdentity": {**identity, "accountId": account},
        "eventTime": now,
        "eventSource": "cloudfront.amazonaws.com",
        "eventName": call,
        "awsRegion": "us-east-1",
        "sourceIPAddress": "203.0.113.64",
        "userAgent": "aws-cli/2",
        "requestParameters": request,
        "responseElements": response,
        "eventID": str(uuid.uuid4()),
        "readOnly": False,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": account,
    }
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "AWS API Call via CloudTrail",
        "source": "aws.cloudfront",
        "account": account,
        "time": now,
        "region": "us-east-1",
        "resources": [],
        "detail": detail,
    }
