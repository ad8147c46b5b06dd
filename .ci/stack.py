"""Looks at the stack that `sam deploy` made in the emulator.

Usage: stack.py check MODE          asserts that what was made is what the template says
       stack.py environment FILE    writes the function's environment as JSON
       stack.py lend URL            makes the emulator send the function's invocations to URL
       stack.py lose EVENT          invokes asynchronously; waits until the event is in its queue
       stack.py undelivered EVENT   puts an event where EventBridge puts what it cannot deliver
       stack.py empty               asserts that both queues are empty
"""

import json
import pathlib
import sys
import time

import boto3

STACK = "https-guard"
EVENTS = pathlib.Path("events")
NOT_DELIVERED = {"failed-call", "invalidation"}

cloudformation = boto3.client("cloudformation")
functions = boto3.client("lambda")
rules = boto3.client("events")
queues = boto3.client("sqs")


def outputs():
    stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def resources(kind):
    found = cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
    return {
        resource["LogicalResourceId"]: resource["PhysicalResourceId"]
        for resource in found
        if resource["ResourceType"] == kind
    }


def equal(what, expected, actual):
    assert expected == actual, f"{what}: expected {expected!r}, found {actual!r}"
    print(f"  {what}: {actual}")


def queue_attributes(url):
    return queues.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]


def check(mode):
    told = outputs()
    rule = rules.describe_rule(Name=resources("AWS::Events::Rule")["CallsToCloudFront"])
    check_pattern(rule["EventPattern"])
    target = check_target(rule, told)
    check_function(target["Arn"], told, mode)
    check_queues(told)
    check_topic(told["Topic"])
    check_alarms(told["Topic"])


def check_pattern(pattern):
    delivered = set()
    for file in sorted(EVENTS.glob("*.json")):
        if file.stem == "env":
            continue
        event = file.read_text(encoding="utf-8")
        if rules.test_event_pattern(EventPattern=pattern, Event=event)["Result"]:
            delivered.add(file.stem)
        else:
            assert file.stem in NOT_DELIVERED, f"the rule does not deliver {file.stem}"
    assert not delivered & NOT_DELIVERED, f"the rule delivers {delivered & NOT_DELIVERED}"
    print(f"  the deployed pattern delivers {len(delivered)} sample events, and not {sorted(NOT_DELIVERED)}")


def check_target(rule, told):
    targets = rules.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    equal("targets of the rule", 1, len(targets))
    dead_letters = queue_attributes(told["UndeliveredEventsQueue"])["QueueArn"]
    equal("the rule's dead-letter queue", dead_letters, targets[0]["DeadLetterConfig"]["Arn"])
    return targets[0]


def check_function(arn, told, mode):
    function = functions.get_function_configuration(FunctionName=arn)
    equal("the rule's target", told["GuardFunction"], function["FunctionName"])
    variables = function["Environment"]["Variables"]
    equal("MODE of the rule's target", mode, variables["MODE"])
    equal("its topic", told["Topic"], variables["TOPIC_ARN"])
    equal("its role", told["GuardRole"], variables["GUARD_ROLE_ARN"])
    assert function["Role"] == told["GuardRole"]
    assert "AWS_ENDPOINT_URL" not in variables, "a deployed function calls AWS"
    equal("runtime", "java25", function["Runtime"])
    equal("architecture", ["arm64"], function["Architectures"])
    equal("log group", told["Log"], function["LoggingConfig"]["LogGroup"])

    failed = queue_attributes(told["FailedEventsQueue"])["QueueArn"]
    asynchronous = functions.get_function_event_invoke_config(
        FunctionName=arn, Qualifier="$LATEST"
    )
    equal("retries", 2, asynchronous["MaximumRetryAttempts"])
    equal("failure destination", failed, asynchronous["DestinationConfig"]["OnFailure"]["Destination"])

    policy = json.loads(functions.get_policy(FunctionName=arn)["Policy"])
    allowed = [statement["Principal"]["Service"] for statement in policy["Statement"]]
    equal("who may invoke it", ["events.amazonaws.com"], allowed)


def check_queues(told):
    for name in ("UndeliveredEventsQueue", "FailedEventsQueue"):
        attributes = queue_attributes(told[name])
        equal(f"{name} keeps for seconds", "1209600", attributes["MessageRetentionPeriod"])
        equal(f"{name} is encrypted", "true", attributes["SqsManagedSseEnabled"])
        assert "OnlyOverTls" in attributes["Policy"]


def check_topic(arn):
    topic = boto3.client("sns").get_topic_attributes(TopicArn=arn)["Attributes"]
    assert "AlarmsMayPublish" in topic["Policy"]
    # The emulator does not keep which key a topic has.
    key = resources("AWS::KMS::Key")["TopicKey"]
    policy = boto3.client("kms").get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    assert "AlarmsMayPublish" in policy
    subscriptions = boto3.client("sns").list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]
    equal("subscribed", ["security@example.com"], [one["Endpoint"] for one in subscriptions])


def check_alarms(topic):
    made = resources("AWS::CloudWatch::Alarm")
    alarms = boto3.client("cloudwatch").describe_alarms(AlarmNames=list(made.values()))
    for alarm in alarms["MetricAlarms"]:
        assert alarm["AlarmActions"] == [topic], alarm["AlarmName"]
    equal("alarms that go to the topic", 12, len(alarms["MetricAlarms"]))


def environment(file):
    function = functions.get_function_configuration(FunctionName=outputs()["GuardFunction"])
    pathlib.Path(file).write_text(json.dumps(function["Environment"]["Variables"]), encoding="utf-8")


def lend(url):
    """The emulator runs Java in Docker only, or asks whoever this variable names."""
    name = outputs()["GuardFunction"]
    variables = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    variables["MINISTACK_LAMBDA_PROXY_URL"] = url
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": variables})


def lose(event_file):
    event = pathlib.Path(event_file).read_bytes()
    told = outputs()
    functions.invoke(FunctionName=told["GuardFunction"], InvocationType="Event", Payload=event)
    deadline = time.monotonic() + 120
    while waiting(told["FailedEventsQueue"]) == 0:
        assert time.monotonic() < deadline, "the failed event did not reach its queue in two minutes"
        time.sleep(1)
    message = queues.receive_message(QueueUrl=told["FailedEventsQueue"], VisibilityTimeout=0)["Messages"][0]
    record = json.loads(message["Body"])
    assert record["requestPayload"] == json.loads(event), "the queue holds another event"
    print(f"  kept after {record['requestContext']['approximateInvokeCount']} tries: {record['responsePayload']['errorMessage'][:160]}")


def undelivered(event_file):
    event = pathlib.Path(event_file).read_text(encoding="utf-8")
    queues.send_message(QueueUrl=outputs()["UndeliveredEventsQueue"], MessageBody=event)


def waiting(url):
    attributes = queue_attributes(url)
    return int(attributes["ApproximateNumberOfMessages"]) + int(
        attributes["ApproximateNumberOfMessagesNotVisible"]
    )


def empty():
    told = outputs()
    for name in ("UndeliveredEventsQueue", "FailedEventsQueue"):
        equal(f"messages in {name}", 0, waiting(told[name]))


if __name__ == "__main__":
    {
        "check": check,
        "environment": environment,
        "lend": lend,
        "lose": lose,
        "undelivered": undelivered,
        "empty": empty,
    }[sys.argv[1]](*sys.argv[2:])
