"""Puts the policies of docs/examples/stacksets into a template, for cfn-lint to read them as policies. Of service
control policies cfn-lint reads no statement, so they go in as policies of a principal, too, whose form they have.
Asserts that guard-scp.json covers whatever template.yaml makes in an account, by the name that it gets there.

Usage: policies.py FILE
"""

import fnmatch
import json
import pathlib
import re
import sys

import yaml

FOLDER = pathlib.Path("docs/examples/stacksets")
TOPIC = "arn:aws:sns:us-east-1:111122223333:https-guard"
RESOURCES = {
    "code-bucket-policy": ("AWS::S3::BucketPolicy", {"Bucket": "code-of-the-guard"}, "PolicyDocument"),
    "topic-policy": ("AWS::SNS::TopicPolicy", {"Topics": [TOPIC]}, "PolicyDocument"),
    "key-policy": ("AWS::KMS::Key", {"EnableKeyRotation": True}, "KeyPolicy"),
    "guard-scp": ("AWS::IAM::ManagedPolicy", {}, "PolicyDocument"),
    "stop-scp": ("AWS::IAM::ManagedPolicy", {}, "PolicyDocument"),
}
# As it stands in the file: the AWS CLI saves it with its blanks, which count (Organizations guide, quotas).
LONGEST_SCP = 5120

# As StackSets name it: StackSet-, the stack set's name, and an id.
STACK = "StackSet-https-guard-ring-0a1b2c3d"
# By type of resource, which property names it, and its ARN.
ARNS = {
    "AWS::CloudWatch::Alarm": ("AlarmName", "arn:aws:cloudwatch:us-east-1:111122223333:alarm:{}"),
    "AWS::Events::Rule": ("Name", "arn:aws:events:us-east-1:111122223333:rule/{}"),
    "AWS::IAM::Role": ("RoleName", "arn:aws:iam::111122223333:role{path}{}"),
    "AWS::Logs::LogGroup": ("LogGroupName", "arn:aws:logs:us-east-1:111122223333:log-group:{}"),
    "AWS::SQS::Queue": ("QueueName", "arn:aws:sqs:us-east-1:111122223333:{}"),
    "AWS::Serverless::Function": ("FunctionName", "arn:aws:lambda:us-east-1:111122223333:function:{}"),
}
# Parts of the above; the mapping, which the SCP knows by its function; and what is not made with a topic of one's own
# and ShowDashboard=no.
OTHERS = {
    "AWS::CloudWatch::Dashboard",
    "AWS::KMS::Key",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Permission",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
}


class Template(yaml.SafeLoader):
    """Reads !Sub and the like as the objects that they are short for."""


def function(loader, name, node):
    if isinstance(node, yaml.ScalarNode):
        return {name: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


Template.add_multi_constructor("!", function)


def deployed(name):
    """A name as it is once the stack is there, where what it depends on is an x."""
    if isinstance(name, dict):
        ((function, argument),) = name.items()
        assert function in ("Sub", "Ref"), f"what {name} becomes is not known here"
        text = argument if isinstance(argument, str) else argument[0]
        name = text if function == "Sub" else "${%s}" % text
    return re.sub(r"\$\{(.*?)}", lambda it: STACK if it[1] == "AWS::StackName" else "x", name)


def made(template):
    """By logical id, the ARN of what the SCP is to cover."""
    arns = {}
    for logical, resource in template["Resources"].items():
        kind, properties = resource["Type"], resource["Properties"]
        assert kind in ARNS or kind in OTHERS, f"{logical}: say whether guard-scp.json covers {kind}"
        if kind in ARNS:
            key, arn = ARNS[kind]
            # CloudFormation's own names begin with the stack's.
            name = deployed(properties.get(key, f"{STACK}-{logical}-0123456789AB"))
            arns[logical] = arn.format(name, path=properties.get("Path", "/"))
    return arns


def covered(scp):
    return [
        pattern
        for statement in scp["Statement"]
        if statement["Resource"] != "*"
        for pattern in statement["Resource"]
    ]


if __name__ == "__main__":
    files = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")}
    assert files.keys() == RESOURCES.keys(), sorted(files)
    arns = made(yaml.load(pathlib.Path("template.yaml").read_text(encoding="utf-8"), Template))
    patterns = covered(files["guard-scp"])
    open_to_all = {
        logical: arn
        for logical, arn in arns.items()
        if not any(fnmatch.fnmatchcase(arn, pattern) for pattern in patterns)
    }
    assert not open_to_all, f"guard-scp.json does not cover {open_to_all}"
    resources = {}
    for name, (kind, properties, place) in RESOURCES.items():
        logical = name.title().replace("-", "")
        resources[logical] = {"Type": kind, "Properties": {**properties, place: files[name]}}
    for name in filter(lambda name: name.endswith("-scp"), RESOURCES):
        logical = name.title().replace("-", "") + "InOrganizations"
        properties = {"Name": name, "Type": "SERVICE_CONTROL_POLICY", "Content": files[name]}
        resources[logical] = {"Type": "AWS::Organizations::Policy", "Properties": properties}
        length = (FOLDER / f"{name}.json").stat().st_size
        assert length <= LONGEST_SCP, f"{name} has {length} bytes"
    resources["KeyPolicy"] |= {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
    pathlib.Path(sys.argv[1]).write_text(json.dumps(template), encoding="utf-8")
