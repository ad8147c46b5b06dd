"""Takes the commands that .ci/run runs, as README and docs give them, from commands.yaml.

Usage: documented.py TAKEN take START [NAME=VALUE]...
           prints the command that is START or begins so, with the values put in for what it leaves
           open, and notes in the file TAKEN that it was taken
       documented.py TAKEN left
           asserts that every command has been taken
"""

import pathlib
import sys

import yaml

COMMANDS = yaml.safe_load(
    pathlib.Path(__file__).with_name("commands.yaml").read_text(encoding="utf-8")
)["run-by-ci"]


def take(taken, start, *values):
    found = [command for command in COMMANDS if command == start] or [
        command for command in COMMANDS if command.startswith(start)
    ]
    assert len(found) == 1, f"{len(found)} documented commands begin with {start!r}: {found}"
    command = found[0]
    with taken.open("a", encoding="utf-8") as file:
        file.write(f"{COMMANDS.index(command)}\n")
    for value in values:
        name, _, given = value.partition("=")
        assert name in command, f"nothing is left open as {name} in {command!r}"
        command = command.replace(name, given)
    print(command)


def left(taken):
    indexes = {int(line) for line in taken.read_text(encoding="utf-8").split()}
    missing = [command for index, command in enumerate(COMMANDS) if index not in indexes]
    assert not missing, f"documented as run here, and not run: {missing}"
    print(f"{len(COMMANDS)} commands of README and docs were run as they stand there")


if __name__ == "__main__":
    file, action, *arguments = sys.argv[1:]
    {"take": take, "left": left}[action](pathlib.Path(file), *arguments)
