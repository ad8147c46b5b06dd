"""What comes into the run's queues."""

import json

from cli import wait_until

POLLS = 10


class Inbox:
    """What comes into a queue, each message once."""

    def __init__(self, run, url):
        self.run = run
        self.url = url
        self.waiting = []

    def take(self, what, seconds, fits, since=None):
        """The first message that fits, waited for; the others stay for later: they come in any order."""

        def found():
            for one in self.waiting:
                if fits(one):
                    self.waiting.remove(one)
                    return one
            self._receive()
            return next((one for one in self.waiting if fits(one)), None)

        message = wait_until(what, seconds, found, 0, since)
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
