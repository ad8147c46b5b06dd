"""What the steps of a run share."""

import concurrent.futures
import datetime
import json
import uuid

import configs
import fixtures
from cli import NotInTime, wait_until
from made import as_file, put, read

# CloudTrail delivers within minutes; it promises no time.
EVENT = 900
NOTICE = 600
POLLS = 10


class StepFailed(Exception):
    """What a step asserts is not so. Its words say what to do."""


def lower_first(value):
    """With CloudTrail's names for the API's."""
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: lower_first(one) for name, one in value.items()}
    return [lower_first(one) for one in value] if isinstance(value, list) else value


class Inbox:
    """What comes into a queue, each message once."""

    def __init__(self, run, url):
        self.run = run
        self.url = url
        self.waiting = []

    def take(self, what, seconds, fits):
        """The first message that fits, waited for; the others stay for later."""

        def found():
            for one in self.waiting:
                if fits(one):
                    self.waiting.remove(one)
                    return one
            self._receive()
            return next((one for one in self.waiting if fits(one)), None)

        message = wait_until(what, seconds, found, 0)
        if message in self.waiting:
            self.waiting.remove(message)
        return message

    def _receive(self):
        wait = ("--wait-time-seconds", "1" if self.run.rehearsal else str(POLLS), "--max-number-of-messages", "10")
        received = self.run.aws("sqs", "receive-message", "--queue-url", self.url, *wait).get("Messages", [])
        if received:
            handles = [{"Id": str(i), "ReceiptHandle": one["ReceiptHandle"]} for i, one in enumerate(received)]
            self.run.aws("sqs", "delete-message-batch", "--queue-url", self.url, "--entries", json.dumps(handles))
        for one in received:
            try:
                self.waiting.append(json.loads(one["Body"]))
            except ValueError:
                self.run.tell(f"not JSON, left aside: {one['Body'][:60]}")


class Distributions(dict):
    """By their names in the run: id, domain, and the last write."""

    def __missing__(self, name):
        raise StepFailed(f"the distribution {name} is missing: a step before this one failed")


class Run:
    def __init__(self, aws, made, report, options, folder, tell):
        self.aws = aws
        self.made = made
        self.report = report
        self.options = options
        self.folder = folder
        self.tell = tell
        self.rehearsal = options.rehearse is not None
        self.cleaner = fixtures.Cleaner(made.account, (made.run,))
        self.outputs = {}
        self.distributions = Distributions()
        self.events = None
        self.notices = None

    def save(self, folder, name, value):
        return fixtures.save(self.folder / folder, f"{name}.json", value, self.cleaner)

    def together(self, function, items):
        """The answers in order. As many at once as CloudFront and a small machine take."""
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            return list(pool.map(function, items))

    # ---- Distributions ----

    def raw(self, distribution):
        """The config's XML, and its ETag."""
        answer, body = self.aws.raw("cloudfront", "get-distribution-config", "--id", distribution)
        if body is None:
            raise StepFailed("this AWS CLI shows no response body with --debug: use version 1 or 2 as AWS publishes it")
        return body, answer["ETag"]

    def create(self, name, config):
        """Makes it, and reads it before the guard can have heard of it."""
        self.made.about_to_make("distributions")
        with as_file(config) as file:
            answer = self.aws("cloudfront", "create-distribution", "--distribution-config", file)
        return self.written(name, "CreateDistribution", answer)

    def create_with_tags(self, name, config):
        """The same by the other call."""
        self.made.about_to_make("distributions")
        tags = {"Items": [{"Key": "https-guard-acceptance", "Value": self.made.run}]}
        with as_file({"DistributionConfig": config, "Tags": tags}) as file:
            what = ("create-distribution-with-tags", "--distribution-config-with-tags", file)
            answer = self.aws("cloudfront", *what)
        return self.written(name, "CreateDistributionWithTags", answer)

    def drift(self, name):
        config, etag = read(self.made, self.distributions[name]["id"])
        return self.update(name, configs.drifted(config), etag)

    def update(self, name, config, etag):
        answer = put(self.made, self.distributions[name]["id"], config, etag)
        return self.written(name, "UpdateDistribution", answer)

    def written(self, name, call, answer):
        distribution = answer["Distribution"]
        written = {
            "id": distribution["Id"],
            "domain": distribution["DomainName"],
            "etag": answer["ETag"],
            "call": call,
            "config": distribution["DistributionConfig"],
        }
        written["before"], etag = self.raw(written["id"])
        if etag != answer["ETag"]:
            written["before"] = None
        self.distributions[name] = written
        self.play(call, written)
        return written

    def assert_repaired(self, name, paths):
        """The config now is the one that was read after our write, but for the repaired values."""
        written = self.distributions[name]
        after, _ = self.raw(written["id"])
        if written["before"] is None:
            raise StepFailed(f"{name}: somebody wrote before it could be read, so nothing can be compared; run it again")
        wrong = configs.difference(written["before"], after, paths)
        evidence = self.save(
            "configs", name, {"before": written["before"].decode(), "after": after.decode(), "repaired": sorted(paths)}
        )
        self.report.answer("bytes", wrong is None, evidence, wrong or "")
        if wrong:
            raise StepFailed(f"{name}: {wrong}; {evidence} has both: please report it")

    # ---- Events and notices ----

    def event(self, name, call):
        """The event of the run's own last such call, kept as a fixture."""
        written = self.distributions[name]

        def fits(one):
            detail = one.get("detail", {})
            if not detail.get("eventName", "").startswith(call):
                return False
            response = detail.get("responseElements") or {}
            # The guard updates the same distribution.
            if call == "UpdateDistribution" and "eTag" in response:
                return response["eTag"] == written["etag"]
            text = json.dumps([detail.get("requestParameters"), response])
            return written["id"] in text or '"omitted": true' in text

        found = self.events.take(f"the event {call} of {name}", EVENT, fits)
        return found, self.save("events", f"{name}-{call}", found)

    def notice(self, name, outcome):
        distribution = self.distributions[name]["id"]

        def fits(one):
            return one.get("outcome") in outcome.split() and one.get("distributionId") == distribution

        try:
            found = self.notices.take(f"a notice {outcome} about {name}", NOTICE, fits)
        except NotInTime as late:
            others = [f"{one.get('outcome')} {one.get('distributionId', '')}" for one in self.notices.waiting]
            log = self.outputs.get("Log")
            raise StepFailed(f"{late}; other notices: {others or 'none'}; the log group {log} says why") from None
        self.save("notices", f"{name}-{found['outcome']}", found)
        return found

    def composed(self, call, written):
        """An event as far as the guard needs it."""
        response = None
        if "config" in written:
            distribution = {"id": written["id"], "distributionConfig": lower_first(written["config"])}
            response = {"eTag": written["etag"], "distribution": distribution}
        request = written.get("request", {"id": written["id"]})
        # Two minutes old, as CloudTrail's are: for a younger one, the guard waits for its owner's tags.
        when = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=2)
        now = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        identity = {"type": "AssumedRole", "arn": f"arn:aws:sts::{self.made.account}:assumed-role/acceptance/someone"}
        detail = {
            "eventVersion": "1.11",
            "userIdentity": {**identity, "accountId": self.made.account},
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
            "recipientAccountId": self.made.account,
        }
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "AWS API Call via CloudTrail",
            "source": "aws.cloudfront",
            "account": self.made.account,
            "time": now,
            "region": "us-east-1",
            "resources": [],
            "detail": detail,
        }

    def play(self, call, written):
        """In a rehearsal, what CloudTrail and EventBridge do: puts an event into the guard's queue and the run's."""
        if self.rehearsal and self.events:
            event = self.composed(call, written)
            self.events.waiting.append(event)
            self.send(self.outputs["WorkQueue"], event)

    def send(self, queue, message):
        self.aws("sqs", "send-message", "--queue-url", queue, "--message-body", json.dumps(message))
