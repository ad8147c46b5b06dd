"""Invokes the functions with SAM CLI, as docs/try.md and events/README.md say, and asserts what these promise.

Usage: sam_local.py STAND_IN_LOG

The stand-in listens where containers reach it, and writes to STAND_IN_LOG.
"""

import json
import pathlib
import platform
import re
import shlex
import subprocess
import sys
import tempfile

PAGES = ("docs/try.md", "events/README.md")
# What the pages have to be added on this machine.
X86 = platform.machine() == "x86_64"
FOR_THIS_MACHINE = ["--config-env", "x86"] if X86 else []
# No registry of images is reachable, and the image is here.
HERE = ["--skip-pull-image"]
WITHOUT_NOTICE = {"in-policy", "own-update", "failed-call", "invalidation"}
SECONDS = 120
INVOKED = set()


def invoke(*arguments):
    """What the function answers. SAM CLI ends with 0 even if the function fails, as the page says."""
    INVOKED.add(arguments)
    command = ["sam", "local", "invoke", *arguments]
    done = subprocess.run(
        [*command, *HERE], capture_output=True, stdin=subprocess.DEVNULL, text=True, timeout=SECONDS
    )
    shown = shlex.join(command)
    assert done.returncode == 0, f"{shown}: status {done.returncode}\n{done.stdout}{done.stderr}"
    assert done.stdout.strip(), f"{shown}: no answer\n{done.stderr}"
    answer = json.loads(done.stdout)
    said = answer.get("outcome") or answer.get("totals") or answer.get("errorMessage")
    print(f"$ {shown}\n  {said}", flush=True)
    return answer, done.stderr


def answered(*arguments):
    answer, log = invoke(*arguments)
    assert "errorMessage" not in answer, f"{answer}\n{log}"
    return answer


def page(name):
    return pathlib.Path(name).read_text(encoding="utf-8")


def rows(heading):
    """The rows of the table in events/README.md whose first column is headed so, as lists of cells."""
    table = page("events/README.md").split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    lines = table.splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def first_word(cell):
    return re.match(r"\W*`([\w/-]+)`", cell).group(1)


def documented():
    """The commands of the pages, as this machine is to run them; those for the other architecture are not."""
    found = []
    for name in PAGES:
        found += re.findall(r"(?:^|`)(sam local invoke [A-Z][^`\n]*)(?:$|`)", page(name), re.MULTILINE)
    commands = [tuple(shlex.split(command)[3:]) for command in dict.fromkeys(found)]
    assert len(commands) >= 8, commands
    with_options = []
    for command in commands:
        if "--config-env" not in command and "--parameter-overrides" not in command:
            command = (*command, *FOR_THIS_MACHINE)
        if ("x86" in command) == X86:
            with_options.append(command)
    return with_options


class StandIn:
    """What it has shown since it was last asked."""

    def __init__(self, log):
        self.log = pathlib.Path(log)
        self.seen = 0

    def calls(self):
        text = self.log.read_text(encoding="utf-8")
        new = text[self.seen :]
        self.seen = len(text)
        return re.findall(r"^   \d\d:\d\d:\d\d  ([A-Z]\w+) .* (\d{3}) *\S*$", new, re.MULTILINE)


def check_events(stand_in):
    events = rows("event")
    names = {first_word(row[0]) for row in events}
    files = {file.stem for file in pathlib.Path("events").glob("*.json")} - {"env"}
    assert names == files, names ^ files
    for row in events:
        name, expected = first_word(row[0]), first_word(row[4])
        answer = answered("Guard", "--event", f"events/{name}.json", *FOR_THIS_MACHINE)
        assert answer["outcome"] == expected, f"{name}: expected {expected}, found {answer['outcome']}"
        calls = stand_in.calls()
        assert all(status == "200" for _, status in calls), calls
        told = ("Publish", "200") in calls
        assert told == (name not in WITHOUT_NOTICE), f"{name}: {calls}"
        assert answer["told"] == told, answer
        assert not [call for call, _ in calls if call.startswith("Update")], f"{name} wrote: {calls}"


def check_by_hand(stand_in):
    notice, audit, repair, report = rows("input")
    answer = answered("Guard", "--event", f"events/{first_word(notice[0])}.json", *FOR_THIS_MACHINE)
    assert answer["outcome"] == first_word(notice[3]), answer
    assert stand_in.calls() == [("Publish", "200")]
    audited, drifted = map(int, re.findall(r"\d+", audit[3]))
    for row, named in ((audit, drifted), (repair, 0), (report, drifted)):
        event = [] if row is audit else ["--event", f"events/{first_word(row[0])}.json"]
        answer = answered("Audit", *event, *FOR_THIS_MACHINE)
        totals = answer["totals"]
        assert totals["complete"] and totals["unreadable"] == totals["undecided"] == 0, totals
        assert (totals["audited"], totals["notifyOnly"]) == (audited, drifted), totals
        assert len(answer["distributions"]) == named, answer["distributions"]
        assert ("text" in answer) == (row is audit), answer.keys()
        # SAM CLI's function is of another account than the distributions; their tags can be read all the same.
        tags = [status for call, status in stand_in.calls() if call == "ListTagsForResource"]
        assert tags == ["200"] * drifted, tags


def check_repairs(stand_in):
    """Last: nothing that is asked after it finds the stand-in as the page says."""
    (command,) = [command for command in documented() if "Mode=remediate" in command]
    assert answered(*command)["outcome"] == "Repaired"
    assert ("UpdateDistribution", "200") in stand_in.calls()
    assert answered(*command)["outcome"] == "AlreadyBack"


def check_without_the_environment_file():
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as config:
        config.write("version = 0.1\n")
        config.flush()
        for function in ("Guard", "Audit"):
            architecture = "x86_64" if X86 else "arm64"
            answer, log = invoke(
                function, "--config-file", config.name, "--parameter-overrides", f"Architecture={architecture}"
            )
            assert answer["errorMessage"] == (
                "AWS_ENDPOINT_URL is not set, but AWS_SAM_LOCAL is:"
                " sam local invoke needs --env-vars events/env.json"
            ), answer
            assert "NullPointerException" not in log, log


def main(log):
    stand_in = StandIn(log)
    check_events(stand_in)
    check_by_hand(stand_in)
    check_without_the_environment_file()
    check_repairs(stand_in)
    left = [shlex.join(command) for command in documented() if command not in INVOKED]
    assert not left, f"documented, but not run: {left}"
    print(f"sam local invoke answers what {' and '.join(PAGES)} say")


if __name__ == "__main__":
    main(sys.argv[1])
