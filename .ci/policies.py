"""Puts the policies of docs/examples/stacksets into a template, for cfn-lint to read them as policies. Of service
control policies cfn-lint reads no statement, so they go in as policies of a principal, too, whose form they have.

Usage: policies.py FILE
"""

import json
import pathlib
import sys

FOLDER = pathlib.Path("docs/examples/stacksets")
TOPIC = "arn:aws:sns:us-east-1:111122223333:https-guard"
RESOURCES = {
    "code-bucket-policy": ("AWS::S3::BucketPolicy", {"Bucket": "code-of-the-guard"}, "PolicyDocument"),
    "topic-policy": ("AWS::SNS::TopicPolicy", {"Topics": [TOPIC]}, "PolicyDocument"),
    "key-policy": ("AWS::KMS::Key", {"EnableKeyRotation": True}, "KeyPolicy"),
    "guard-scp": ("AWS::IAM::ManagedPolicy", {}, "PolicyDocument"),
    "stop-scp": ("AWS::IAM::ManagedPolicy", {}, "PolicyDocument"),
}
# Without blanks, as the console saves it.
LONGEST_SCP = 5120

if __name__ == "__main__":
    files = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")}
    assert files.keys() == RESOURCES.keys(), sorted(files)
    resources = {}
    for name, (kind, properties, place) in RESOURCES.items():
        logical = name.title().replace("-", "")
        resources[logical] = {"Type": kind, "Properties": {**properties, place: files[name]}}
    for name in filter(lambda name: name.endswith("-scp"), RESOURCES):
        logical = name.title().replace("-", "") + "InOrganizations"
        properties = {"Name": name, "Type": "SERVICE_CONTROL_POLICY", "Content": files[name]}
        resources[logical] = {"Type": "AWS::Organizations::Policy", "Properties": properties}
        length = len(json.dumps(files[name], separators=(",", ":")))
        assert length <= LONGEST_SCP, f"{name} has {length} characters"
    resources["KeyPolicy"] |= {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
    pathlib.Path(sys.argv[1]).write_text(json.dumps(template), encoding="utf-8")
