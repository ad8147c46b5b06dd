"""What the steps of a run share."""

import concurrent.futures
import itertools
import json
import time

import configs
import fixtures
from cli import CallFailed, NotInTime, once_taken, rest, wait_until
from distributions import as_file, change, is_deployed
from played import composed

# CloudTrail delivers within minutes; it promises no time.
EVENT = 900
NOTICE = 600
# A web ACL, or a version of a function, that CloudFront has not heard of yet.
NOT_KNOWN_YET = ("InvalidLambdaFunctionAssociation", "InvalidWebACLId")


class StepFailed(Exception):
    """What a step asserts is not so. Its words say what to do."""


def failures(items, check):
    """What failed, each in words: one that fails stops no other."""
    failed = []
    for one in items:
        try:
            check(one)
        except (StepFailed, CallFailed, NotInTime) as wrong:
            failed.append(str(wrong))
    return failed


def each(items, check):
    raise_if(failures(items, check))


def raise_if(failed):
    if failed:
        raise StepFailed("; ".join(failed))


class Distributions(dict):
    """By their names in the run: id, domain, and the last write."""

    def __missing__(self, name):
        raise StepFailed(f"the distribution {name} is missing: a step before this one failed")


class Run:
    def __init__(self, aws, made, report, options, folder, tell, cleaner):
        self.aws = aws
        self.made = made
        self.report = report
        self.options = options
        self.folder = folder
        self.tell = tell
        self.rehearsal = options.rehearse is not None
        self.cleaner = cleaner
        self.comparisons = itertools.count(1)
        self.outputs = {}
        self.distributions = Distributions()
        self.events = None
        self.notices = None
        # By the names of their distributions, the events that wait while the guard is stopped.
        self.waiting = {}
        # Times of time.monotonic(): since when the guard works, and since when its role is denied nothing.
        self.started = 0
        self.allowed = 0

    def save(self, folder, name, value):
        return fixtures.save(self.folder / folder, f"{name}.json", value, self.cleaner)

    def together(self, function, items, at_once=4):
        """The answers in order. As many at once as a small machine takes; CloudFront takes fewer."""
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            return list(pool.map(function, items))

    # ---- Distributions ----

    def raw(self, distribution):
        """The config's XML, and its ETag."""
        answer, body = self.aws.raw("cloudfront", "get-distribution-config", "--id", distribution)
        if body is None:
            raise StepFailed("this AWS CLI shows no response body with --debug: use version 1 or 2 as AWS publishes it")
        return body, answer["ETag"]

    def create(self, name, config, tags=None):
        """Makes it, by the one call or the other, and reads it before the guard can have heard of it."""
        self.made.about_to_make("distributions")
        call, option, given = "create-distribution", "--distribution-config", config
        if tags:
            call, option = "create-distribution-with-tags", "--distribution-config-with-tags"
            listed = [{"Key": key, "Value": value} for key, value in tags.items()]
            given = {"DistributionConfig": config, "Tags": {"Items": listed}}

        def created():
            with as_file(given) as file:
                return self.aws("cloudfront", call, option, file)

        answer = once_taken(f"the distribution {name}", 120, lambda refused: refused.code in NOT_KNOWN_YET, created)
        return self.written(name, "CreateDistributionWithTags" if tags else "CreateDistribution", answer)

    def drift(self, name):
        return self.change(name, configs.drifted)

    def change(self, name, changed):
        answer = change(self.made, self.distributions[name]["id"], changed)
        return self.written(name, "UpdateDistribution", answer)

    def written(self, name, call, answer):
        distribution = answer["Distribution"]
        self.made.has_made(distribution["Id"])
        written = {
            "id": distribution["Id"],
            "domain": distribution["DomainName"],
            "etag": answer["ETag"],
            "call": call,
            "at": time.monotonic(),
            "config": distribution["DistributionConfig"],
        }
        written["before"] = self.read_back(written)
        self.distributions[name] = written
        self.play(call, written)
        return written

    def read_back(self, written):
        """The config's XML, or None if somebody wrote meanwhile. CloudFront may answer with what was there before."""
        for tries_left in (4, 3, 2, 1, 0):
            body, etag = self.raw(written["id"])
            if etag == written["etag"]:
                return body
            rest(2 if tries_left else 0)
        return None

    def called(self, name, call, request):
        """A call that wrote no config."""
        written = {**self.distributions[name], "call": call, "at": time.monotonic()}
        self.distributions[name] = written
        self.play(call, {"id": written["id"], "request": request})

    def last(self, name, call):
        """What the run did last with it, which was such a call. Nobody waits for what no call leads to."""
        written = self.distributions[name]
        if not written["call"].startswith(call):
            raise StepFailed(f"{name}: there was no {call}, because a step before this one failed")
        return written

    def wait_deployed(self, names, seconds):
        since = time.monotonic()

        def deployed(name):
            one = self.distributions[name]["id"]
            wait_until(f"{name} deployed", seconds, lambda: is_deployed(self.made, one), 15, since)

        each(names, deployed)

    # ---- Events and notices ----

    def event(self, name, call, may_be_omitted=False):
        """The event of the run's own last such call, kept as a fixture."""
        written = self.last(name, call)

        def fits(one):
            detail = one.get("detail", {})
            if not detail.get("eventName", "").startswith(call) or "errorCode" in detail:
                return False
            response = detail.get("responseElements") or {}
            # The guard updates the same distribution.
            if call == "UpdateDistribution" and "eTag" in response:
                return response["eTag"] == written["etag"]
            text = json.dumps([detail.get("requestParameters"), response])
            return written["id"] in text or (may_be_omitted and '"omitted": true' in text)

        found = self.events.take(f"the event {call} of {name}", EVENT, fits, written["at"])
        return found, self.save("events", f"{name}-{call}", found)

    def notice(self, name, outcome, event=None, since=None):
        """One about this event, if there is one; in time after the last write, and after the guard's start."""
        written = self.distributions[name]
        about = event and event["detail"]["eventID"]

        def fits(one):
            if one.get("outcome") not in outcome.split() or one.get("distributionId") != written["id"]:
                return False
            return about is None or (one.get("trigger") or {}).get("eventId") == about

        since = since or max(written["at"], self.started)
        try:
            found = self.notices.take(f"a notice {outcome} about {name}", EVENT + NOTICE, fits, since)
        except NotInTime as late:
            ours = [one for one in self.notices.waiting if not fixtures.is_of_another(one, self.made.ids)]
            others = [f"{one.get('outcome')} {one.get('distributionId', '')}" for one in ours]
            log = self.outputs.get("Log")
            raise StepFailed(f"{late}; other notices: {others or 'none'}; the log group {log} says why") from None
        self.save("notices", f"{name}-{found['outcome']}", found)
        return found

    def repaired(self, name, event, paths):
        """This event was answered, and the distribution is repaired. Another event about it may have come first: one
        of the guard's own earlier writes, say. Then this one's notice is AlreadyBack."""
        if self.notice(name, "Repaired AlreadyBack", event)["outcome"] != "Repaired":
            self.notice(name, "Repaired")
        self.assert_repaired(name, paths)

    def assert_repaired(self, name, paths):
        """The config now is the one that was read after our write, but for the repaired values."""
        written = self.distributions[name]
        after, _ = self.raw(written["id"])
        if written["before"] is None:
            raise StepFailed(f"{name}: somebody wrote before it could be read, so nothing can be compared; run it again")
        wrong = configs.difference(written["before"], after, paths)
        compared = {"before": written["before"].decode(), "after": after.decode(), "repaired": sorted(paths)}
        evidence = self.save("configs", f"{name}-{written['call']}-{next(self.comparisons)}", compared)
        if paths:
            self.report.answer("bytes", wrong is None, evidence, wrong or "")
        if wrong:
            raise StepFailed(f"{name}: {wrong}; {evidence} has both: please report it")

    def play(self, call, written):
        """In a rehearsal, what CloudTrail and EventBridge do: puts an event into the guard's queue and the run's."""
        if self.rehearsal and self.events:
            event = composed(self.made.account, call, written)
            self.events.waiting.append(event)
            self.send(self.outputs["WorkQueue"], event)

    def send(self, queue, message):
        # By a file, because a command line has less room than a queue.
        with as_file(message) as file:
            self.aws("sqs", "send-message", "--queue-url", queue, "--message-body", file)
