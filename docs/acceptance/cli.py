"""AWS by the AWS CLI, version 1 or 2: JSON in, JSON out, and no credentials in this process."""

import ast
import json
import os
import re
import subprocess
import time

REGION = "us-east-1"
LONGEST_CALL = 450
# Emulators answer at once, or never.
LONGEST_WAIT_IN_REHEARSAL = 60
# With pauses that grow to 20 s: CloudFront was seen to take two or three updates a minute.
MOST_TRIES = 15
# AWS's codes for what is gone already. CloudFormation has none of its own: it says so in words.
GONE = {
    "AWS.SimpleQueueService.NonExistentQueue",
    "NoSuchBucket",
    "NoSuchContinuousDeploymentPolicy",
    "NoSuchDistribution",
    "NoSuchEntity",
    "QueueDoesNotExist",
    "ResourceNotFoundException",
    "WAFNonexistentItemException",
}


class CallFailed(Exception):
    """AWS, or the CLI, refused a call. `code` is AWS's word, or empty."""

    def __init__(self, command, words):
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        # The CLI may have more to say behind it.
        errors = [line for line in lines if "An error occurred" in line]
        self.words = (errors or lines or ["it said nothing"])[-1]
        said = re.search(r"An error occurred \(([^)]+)\)", self.words)
        self.code = said.group(1) if said else ""
        super().__init__(f"{command}: {self.words}")

    def is_gone(self):
        return self.code in GONE or (self.code == "ValidationError" and "does not exist" in self.words)


class NotInTime(Exception):
    """What was waited for did not come."""


class Aws:
    """Calls the CLI: aws("sqs", "create-queue", "--queue-name", name)."""

    # Set once, before the first call.
    rehearsing = False

    def __call__(self, service, operation, *options):
        return self._run(service, operation, options)[0]

    def raw(self, service, operation, *options):
        """The answer, and its body as it came: the CLI writes it, as a Python literal, to its debug output,
        of which nothing else is kept. None where it does not."""
        answer, said = self._run(service, operation, (*options, "--debug"))
        bodies = re.findall(r"Response body:\n(b(?:'.*'|\".*\"))$", said, re.MULTILINE)
        return answer, ast.literal_eval(bodies[-1]) if bodies else None

    def _run(self, service, operation, options):
        command = ["aws", "--region", REGION, "--output", "json", *self._endpoint(service)]
        command += [service, operation, *options]
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                timeout=LONGEST_CALL,
                stdin=subprocess.DEVNULL,
                env=self._environment(),
                # Ctrl-C ends this script, not a call that has begun.
                start_new_session=True,
            )
        except FileNotFoundError:
            raise CallFailed("aws", "it is not installed, or not on the path: install the AWS CLI") from None
        except subprocess.TimeoutExpired:
            words = f"no answer in {LONGEST_CALL} s: look at your network"
            raise CallFailed(f"aws {service} {operation}", words) from None
        if done.returncode != 0:
            # Of debug output only the error's line is told; the rest is nobody's business.
            raise CallFailed(f"aws {service} {operation}", done.stderr)
        return json.loads(done.stdout) if done.stdout.strip() else {}, done.stderr

    def _endpoint(self, service):
        if not self.rehearsing:
            return []
        name = "AWS_ENDPOINT_URL_" + service.replace("-", "_").upper()
        return ["--endpoint-url", os.environ.get(name, os.environ["AWS_ENDPOINT_URL"])]

    def _environment(self):
        throttled = {"AWS_RETRY_MODE": "standard", "AWS_MAX_ATTEMPTS": str(MOST_TRIES)}
        # The CLI's own setting, by which it writes errors as it did before 2.34: in one line.
        errors = {"AWS_CLI_ERROR_FORMAT": "legacy"}
        return {**os.environ, **throttled, **errors, "AWS_PAGER": "", "AWS_CLI_AUTO_PROMPT": "off"}


def wait_until(what, seconds, check, pause=5, since=None):
    """What check answers as soon as it is true. Raises NotInTime so many seconds after `since`, a time of
    time.monotonic(), or after the call; check is asked at least once."""
    if Aws.rehearsing:
        seconds, pause, since = min(seconds, LONGEST_WAIT_IN_REHEARSAL), min(pause, 0.2), None
    deadline = (time.monotonic() if since is None else since) + seconds
    while not (found := check()):
        if time.monotonic() >= deadline:
            raise NotInTime(f"{what}: not within {seconds} s")
        time.sleep(pause)
    return found


def rest(seconds):
    """Not in a rehearsal, where nothing takes time to come into effect."""
    time.sleep(0 if Aws.rehearsing else seconds)


def once_taken(what, seconds, passes, call):
    """The answer to the call, made again while it is refused for what passes. After so many seconds, raises the refusal."""
    refusals = []

    def taken():
        try:
            return [call()]
        except CallFailed as refused:
            if not passes(refused):
                raise
            refusals.append(refused)
            return None

    try:
        return wait_until(what, seconds, taken)[0]
    except NotInTime:
        raise refusals[-1] from None
