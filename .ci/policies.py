"""Puts the policies of docs/examples/stacksets into a template, for cfn-lint to read them as policies.

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
}

if __name__ == "__main__":
    files = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")}
    assert files.keys() == RESOURCES.keys(), sorted(files)
    resources = {}
    for name, (kind, properties, place) in RESOURCES.items():
        logical = name.title().replace("-", "")
        resources[logical] = {"Type": kind, "Properties": {**properties, place: files[name]}}
    resources["KeyPolicy"] |= {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
    pathlib.Path(sys.argv[1]).write_text(json.dumps(template), encoding="utf-8")
