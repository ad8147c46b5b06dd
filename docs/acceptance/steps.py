"""The steps of a run, in their order.

CloudTrail tells of a call minutes later. So what is made, or changed, is made at once, and other steps go on until the
events are there: `make` and `copy` come long before `repaired`, `exempt`, `copied` and `large`; `change` before `waits`;
`promote` before `promotion_repaired`.
"""

from first import exempt, hosts, large, make, repaired
from permissions import permissions, refused_calls
from stack import alarms, daily_report, deploy
from staging import attach, copied, copy, promote, promotion_repaired
from stopped import change, redrive, start, stop, waits
from viewers import viewers

EVENTS = "the delivery of events by CloudTrail and EventBridge, which the script plays"
ALL = "nothing of it"

# What is done, how it is called, and what a rehearsal leaves out.
STEPS = (
    (deploy, "deploy the release, subscribe to notices and events", ""),
    (make, "make distributions of every kind at once", ""),
    (copy, "copy one for staging", "the copy: no emulator makes one, so the script makes a staging distribution"),
    (alarms, "each alarm arrives", ""),
    (hosts, "hosts that CloudFront takes for S3", ALL + ": emulators take every host"),
    (repaired, "what was made is repaired, and nothing else of it changes", EVENTS),
    (exempt, "an exemption by a tag is told", EVENTS),
    (copied, "the copy is repaired", EVENTS + " as that of a creation"),
    (large, "an event of over 100 KB", EVENTS + ", and CloudTrail's limits"),
    (stop, "stop the guard", ""),
    (attach, "give the copy a part of the traffic", ALL + ": no emulator has continuous deployment policies"),
    (change, "drift, and the end of the exemption, while it is stopped", EVENTS),
    (permissions, "permissions that CloudFront asks for", "refusals: no emulator asks for permissions"),
    (waits, "work waits, and nothing is written", EVENTS),
    (promote, "promote the copy, with its drift", ""),
    (start, "start again: nothing was lost", ""),
    (redrive, "bring back what was given up", ALL + ": the emulator does not know start-message-move-task"),
    (promotion_repaired, "the promotion is repaired", EVENTS),
    (daily_report, "the daily report arrives", ALL + ": the emulator has no destinations of Lambda"),
    (viewers, "what viewers get", ALL + ": there is no edge"),
    (refused_calls, "CloudTrail's records of refused calls", ALL + ": no emulator refuses"),
)
