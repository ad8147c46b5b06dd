"""Looks at the stack that `sam deploy` made in the emulator.

Usage: stack.py check MODE          asserts that what was made is what the template says
       stack.py parameters NAME=VALUE...
                                    asserts what the stack has
       stack.py policy FILE         asserts that both functions judge by the policy in FILE
       stack.py description WORDS   asserts that the guard's description has these words
       stack.py concurrency NUMBER  asserts how many executions are reserved for the guard, or "none"
       stack.py subscription        prints the ARN of the one subscription to the topic
       stack.py running RULE AUDITS asserts that rule and audits are enabled or disabled
       stack.py interval HOURS      asserts how often audits come, to the guard and to the alarm
       stack.py clear               empties the queues, after the emulator's clock was let run
       stack.py environment FILE    writes the functions' environments as JSON
       stack.py lend URL            makes the emulator send the functions' invocations to URL
       stack.py audit PURPOSE       invokes the audit as its schedule does, and hands its report to
                                    the guard as Lambda does, which the emulator does not
       stack.py lose EVENT          invokes asynchronously; waits until the event is in its queue
                                    (the emulator tries an event thrice where AWS, at a reserved
                                    concurrency of 0, does not try it)
       stack.py undelivered EVENT   puts an event where EventBridge puts what it cannot deliver
       stack.py empty               asserts that both queues are empty
       stack.py gone                asserts that the stack is deleted
"""

import json
import pathlib
import sys
import time

import boto3

STACK = "https-guard"
EVENTS = pathlib.Path("events")
NOT_DELIVERED = {"failed-call", "invalidation"}
# The function's logical id, and the output that has its name.
FUNCTIONS = {"Guard": "GuardFunction", "Audit": "AuditFunction"}

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


def parameters(*expected):
    stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    found = {one["ParameterKey"]: one["ParameterValue"] for one in stack["Parameters"]}
    for one in expected:
        name, _, value = one.partition("=")
        equal(name, value, found[name])


def policy(file):
    expected = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    for name in FUNCTIONS:
        equal(f"the policy of {name}", expected, json.loads(variables(name)["HTTPS_POLICY"]))


def variables(name):
    return configuration(name)["Environment"]["Variables"]


def configuration(name):
    return functions.get_function_configuration(FunctionName=outputs()[FUNCTIONS[name]])


def description(words):
    found = configuration("Guard")["Description"]
    assert words in found, found
    print(f"  the guard's description: {found}")


def concurrency(number):
    found = functions.get_function_concurrency(FunctionName=outputs()["GuardFunction"])
    equal("reserved executions", number, str(found.get("ReservedConcurrentExecutions", "none")))


def subscription():
    found = boto3.client("sns").list_subscriptions_by_topic(TopicArn=outputs()["Topic"])
    print(found["Subscriptions"][0]["SubscriptionArn"])


def gone():
    stacks = cloudformation.describe_stacks()["Stacks"]
    live = {stack["StackName"] for stack in stacks if stack["StackStatus"] != "DELETE_COMPLETE"}
    assert STACK not in live, live
    print("  the stack is gone")


def rule(name):
    return rules.describe_rule(Name=resources("AWS::Events::Rule")[name])


def check(mode):
    told = outputs()
    calls = rule("CallsToCloudFront")
    check_pattern(calls["EventPattern"])
    guard = check_target(calls, told)["Arn"]
    check_guard(guard, told, mode)
    check_function(guard, told, told["Log"])
    audit = check_schedules(told)
    check_audit(audit, guard, told, mode)
    check_function(audit, told, told["AuditLog"])
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


def check_schedules(told):
    for name, purpose in (("RepairSchedule", "repair"), ("ReportSchedule", "report")):
        schedule = rule(name)
        print(f"  {name}: {schedule['ScheduleExpression']}")
        target = check_target(schedule, told)
        equal("its input", {"purpose": purpose}, json.loads(target["Input"]))
        audit = functions.get_function_configuration(FunctionName=target["Arn"])
        equal("its target", told["AuditFunction"], audit["FunctionName"])
    return target["Arn"]


def check_guard(arn, told, mode):
    function = functions.get_function_configuration(FunctionName=arn)
    equal("the rule's target", told["GuardFunction"], function["FunctionName"])
    variables = function["Environment"]["Variables"]
    equal("MODE of the rule's target", mode, variables["MODE"])
    equal("its topic", told["Topic"], variables["TOPIC_ARN"])
    equal("its role", told["GuardRole"], variables["GUARD_ROLE_ARN"])
    assert function["Role"] == told["GuardRole"]
    equal("who may invoke it", 1, len(invokers(arn)))
    destinations = event_invoke_config(arn)["DestinationConfig"]
    assert not destinations.get("OnSuccess"), "the guard hands over to nobody"


def check_audit(arn, guard, told, mode):
    function = functions.get_function_configuration(FunctionName=arn)
    variables = function["Environment"]["Variables"]
    equal("the audit's settings", ["HTTPS_POLICY", "MODE"], sorted(variables))
    equal("its MODE", mode, variables["MODE"])
    assert function["Role"] != told["GuardRole"], "the audit may not do what the guard may"
    equal("who may invoke it", 2, len(invokers(arn)))
    success = event_invoke_config(arn)["DestinationConfig"]["OnSuccess"]["Destination"]
    equal("its success destination", guard, success)


def check_function(arn, told, log):
    function = functions.get_function_configuration(FunctionName=arn)
    assert "AWS_ENDPOINT_URL" not in function["Environment"]["Variables"], "deployed, it calls AWS"
    equal("runtime", "java25", function["Runtime"])
    equal("architecture", ["arm64"], function["Architectures"])
    equal("timeout", 900, function["Timeout"])
    equal("log group", log, function["LoggingConfig"]["LogGroup"])
    failed = queue_attributes(told["FailedEventsQueue"])["QueueArn"]
    asynchronous = event_invoke_config(arn)
    equal("retries", 2, asynchronous["MaximumRetryAttempts"])
    equal("failure destination", failed, asynchronous["DestinationConfig"]["OnFailure"]["Destination"])


def event_invoke_config(arn):
    return functions.get_function_event_invoke_config(FunctionName=arn, Qualifier="$LATEST")


def invokers(arn):
    policy = json.loads(functions.get_policy(FunctionName=arn)["Policy"])
    for statement in policy["Statement"]:
        assert statement["Principal"]["Service"] == "events.amazonaws.com", statement
    return policy["Statement"]


def running(calls, audits):
    equal("CallsToCloudFront", calls.upper(), rule("CallsToCloudFront")["State"])
    for name in ("RepairSchedule", "ReportSchedule"):
        equal(name, audits.upper(), rule(name)["State"])
    alarm = resources("AWS::CloudWatch::Alarm").get("AuditsMissing")
    equal("an alarm for missing audits", audits == "enabled", alarm is not None)


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
    equal("alarms that go to the topic", 21, len(alarms["MetricAlarms"]))


def interval(hours):
    guard = functions.get_function_configuration(FunctionName=outputs()["GuardFunction"])
    equal("AUDIT_INTERVAL", hours, guard["Environment"]["Variables"]["AUDIT_INTERVAL"])
    name = resources("AWS::CloudWatch::Alarm")["AuditsMissing"]
    alarm = boto3.client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"][0]
    equal("the alarm's period", int(hours) * 3600, alarm["Period"])
    equal("missing data is", "breaching", alarm["TreatMissingData"])


def environment(file):
    environments = {name: variables(name) for name in FUNCTIONS}
    pathlib.Path(file).write_text(json.dumps(environments), encoding="utf-8")


def lend(url):
    """The emulator runs Java in Docker only, or asks whoever this variable names."""
    told = outputs()
    for name, output in FUNCTIONS.items():
        function = functions.get_function_configuration(FunctionName=told[output])
        variables = function["Environment"]["Variables"]
        variables["MINISTACK_LAMBDA_PROXY_URL"] = f"{url}/invoke/{name}"
        functions.update_function_configuration(
            FunctionName=told[output], Environment={"Variables": variables}
        )


def audit(purpose):
    told = outputs()
    payload = {"purpose": purpose}
    report = invoke(told["AuditFunction"], payload)
    print(f"  the audit found: {report['totals']}")
    function = functions.get_function_configuration(FunctionName=told["AuditFunction"])
    record = {
        "version": "1.0",
        "timestamp": report["time"],
        "requestContext": {
            "requestId": report["requestId"],
            "functionArn": function["FunctionArn"] + ":$LATEST",
            "condition": "Success",
            "approximateInvokeCount": 1,
        },
        "requestPayload": payload,
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST"},
        "responsePayload": report,
    }
    answer = invoke(told["GuardFunction"], record)
    print(f"  the guard answered: {answer['outcome']} {answer['counts']}")


def invoke(function, payload):
    answer = functions.invoke(FunctionName=function, Payload=json.dumps(payload).encode())
    body = answer["Payload"].read().decode()
    assert "FunctionError" not in answer, body
    return json.loads(body)


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
    answer = record["responsePayload"]
    why = answer.get("errorMessage") or answer["message"]
    print(f"  kept after {record['requestContext']['approximateInvokeCount']} tries: {why[:160]}")


def undelivered(event_file):
    event = pathlib.Path(event_file).read_text(encoding="utf-8")
    queues.send_message(QueueUrl=outputs()["UndeliveredEventsQueue"], MessageBody=event)


def waiting(url):
    attributes = queue_attributes(url)
    return int(attributes["ApproximateNumberOfMessages"]) + int(
        attributes["ApproximateNumberOfMessagesNotVisible"]
    )


def clear():
    told = outputs()
    for name in ("UndeliveredEventsQueue", "FailedEventsQueue"):
        queues.purge_queue(QueueUrl=told[name])


def empty():
    told = outputs()
    for name in ("UndeliveredEventsQueue", "FailedEventsQueue"):
        equal(f"messages in {name}", 0, waiting(told[name]))


if __name__ == "__main__":
    {
        "check": check,
        "parameters": parameters,
        "policy": policy,
        "description": description,
        "concurrency": concurrency,
        "subscription": subscription,
        "running": running,
        "interval": interval,
        "clear": clear,
        "environment": environment,
        "lend": lend,
        "audit": audit,
        "lose": lose,
        "undelivered": undelivered,
        "empty": empty,
        "gone": gone,
    }[sys.argv[1]](*sys.argv[2:])
