"""Looks at the stack that `sam deploy` made in the emulator.

Usage: stack.py check MODE          asserts that what was made is what the template says
       stack.py parameters NAME=VALUE...
                                    asserts what the stack has
       stack.py policy FILE         asserts that both functions judge by the policy in FILE
       stack.py description WORDS   asserts that the guard's description has these words
       stack.py subscription        prints the ARN of the one subscription to the topic
       stack.py running WORK AUDITS asserts that the guard's taking of work, and audits, are enabled
                                    or disabled
       stack.py interval HOURS      asserts how often audits come, to the guard and to the alarm
       stack.py clear               empties the queues, after the emulator's clock was let run
       stack.py environment FILE    writes the functions' environments as JSON
       stack.py lend URL            makes the emulator send the functions' invocations to URL
       stack.py hurry               makes the queue give a message again after ten seconds, and give
                                    it up after two tries, as nobody waits here for six hours
       stack.py audit PURPOSE       invokes the audit as its schedule does, and puts its report into
                                    the queue as Lambda does, which the emulator does not
       stack.py send EVENT          puts an event into the queue, as EventBridge does
       stack.py undelivered EVENT   puts an event where EventBridge puts what it cannot deliver
       stack.py failed NUMBER       waits until so many messages were given up
       stack.py waits NUMBER        asserts that so many messages wait, and still do after a while
       stack.py replay              moves what was given up as SQS does, which the emulator does not,
                                    by the ARNs of the output's command
       stack.py empty               waits until the queues are empty
       stack.py keep FILE           writes what CloudFormation was given, transformed, and what it made
       stack.py same FILE           asserts that this stack is of the same, but for where its code is
       stack.py alarm NAME          prints the name of an alarm, by its logical id
       stack.py gone                asserts that the stack is deleted
"""

import json
import os
import pathlib
import sys
import time

import boto3
import yaml

STACK = os.environ.get("STACK", "https-guard")
EVENTS = pathlib.Path("events")
NOT_DELIVERED = {"failed-call", "invalidation"}
# The function's logical id, and the output that has its name.
FUNCTIONS = {"Guard": "GuardFunction", "Audit": "AuditFunction"}
# The outputs that have the queues' URLs.
QUEUES = ("WorkQueue", "FailedQueue")

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


def subscription():
    found = boto3.client("sns").list_subscriptions_by_topic(TopicArn=outputs()["Topic"])
    print(found["Subscriptions"][0]["SubscriptionArn"])


def made():
    """The transformed template, and each resource's type, without where the code is."""
    template = cloudformation.get_template(StackName=STACK, TemplateStage="Processed")["TemplateBody"]
    template = yaml.safe_load(template) if isinstance(template, str) else dict(template)
    for place in ("Transform", "Metadata"):
        template.pop(place, None)
    for name in ("CodeBucket", "CodeKey"):
        template["Parameters"].pop(name, None)
    for resource in template["Resources"].values():
        resource.pop("Metadata", None)
        if resource["Type"] == "AWS::Lambda::Function":
            assert resource["Properties"].pop("Code").keys() == {"S3Bucket", "S3Key"}
    found = cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
    types = {resource["LogicalResourceId"]: resource["ResourceType"] for resource in found}
    return {"template": template, "types": types}


def keep(file):
    pathlib.Path(file).write_text(json.dumps(made(), default=str), encoding="utf-8")


def same(file):
    expected = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    actual = json.loads(json.dumps(made(), default=str))
    for part in expected["template"].keys() | actual["template"].keys():
        one, other = expected["template"].get(part), actual["template"].get(part)
        if isinstance(one, dict) and isinstance(other, dict):
            differing = [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)]
            assert not differing, f"{part}: {[(name, one.get(name), other.get(name)) for name in differing]}"
        assert one == other, f"{part}: {one} and {other}"
    assert expected["types"] == actual["types"], f"{expected['types']} and {actual['types']}"
    print(f"  the same {len(actual['types'])} resources, and the same {', '.join(sorted(actual['template']))}")


def alarm(name):
    print(resources("AWS::CloudWatch::Alarm")[name])


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
    check_work(calls, told)
    guard = function_arn(told["GuardFunction"])
    check_guard(guard, told, mode)
    check_function(guard, told["Log"], 420)
    audit = check_schedules(told)
    check_audit(audit, told, mode)
    check_function(audit, told["AuditLog"], 900)
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


def target(rule):
    targets = rules.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    equal("targets of the rule", 1, len(targets))
    return targets[0]


def function_arn(name):
    return functions.get_function_configuration(FunctionName=name)["FunctionArn"]


def queue_arn(name):
    return queue_attributes(outputs()[name])["QueueArn"]


def mapping():
    mappings = functions.list_event_source_mappings(FunctionName=outputs()["GuardFunction"])
    (only,) = mappings["EventSourceMappings"]
    return only


def check_work(calls, told):
    delivered = target(calls)
    equal("the rule's target", queue_arn("WorkQueue"), delivered["Arn"])
    equal("its dead-letter queue", queue_arn("FailedQueue"), delivered["DeadLetterConfig"]["Arn"])
    found = mapping()
    equal("the guard's work is from", queue_arn("WorkQueue"), found["EventSourceArn"])
    equal("messages in an invocation", 1, int(found["BatchSize"]))
    equal("invocations at once", 2, int(found["ScalingConfig"]["MaximumConcurrency"]))
    for output, switch in (("StopNow", "--no-enabled"), ("StartAgain", "--enabled")):
        assert f"--uuid {found['UUID']} {switch}" in told[output], told[output]


def check_schedules(told):
    for name, purpose in (("RepairSchedule", "repair"), ("ReportSchedule", "report")):
        schedule = rule(name)
        print(f"  {name}: {schedule['ScheduleExpression']}")
        scheduled = target(schedule)
        equal("its input", {"purpose": purpose}, json.loads(scheduled["Input"]))
        audit = functions.get_function_configuration(FunctionName=scheduled["Arn"])
        equal("its target", told["AuditFunction"], audit["FunctionName"])
    return scheduled["Arn"]


def check_guard(arn, told, mode):
    function = functions.get_function_configuration(FunctionName=arn)
    variables = function["Environment"]["Variables"]
    equal("MODE of the guard", mode, variables["MODE"])
    equal("its topic", told["Topic"], variables["TOPIC_ARN"])
    equal("its role", told["GuardRole"], variables["GUARD_ROLE_ARN"])
    assert function["Role"] == told["GuardRole"]


def check_audit(arn, told, mode):
    function = functions.get_function_configuration(FunctionName=arn)
    variables = function["Environment"]["Variables"]
    equal("the audit's settings", ["HTTPS_POLICY", "MODE"], sorted(variables))
    equal("its MODE", mode, variables["MODE"])
    assert function["Role"] != told["GuardRole"], "the audit may not do what the guard may"
    equal("who may invoke it", 2, len(invokers(arn)))
    asynchronous = functions.get_function_event_invoke_config(FunctionName=arn, Qualifier="$LATEST")
    equal("its tries after the first", 2, asynchronous["MaximumRetryAttempts"])
    success = asynchronous["DestinationConfig"]["OnSuccess"]["Destination"]
    equal("its success destination", queue_arn("WorkQueue"), success)


def check_function(arn, log, timeout):
    function = functions.get_function_configuration(FunctionName=arn)
    assert "AWS_ENDPOINT_URL" not in function["Environment"]["Variables"], "deployed, it calls AWS"
    equal("runtime", "java25", function["Runtime"])
    equal("architecture", ["arm64"], function["Architectures"])
    equal("timeout", timeout, function["Timeout"])
    equal("log group", log, function["LoggingConfig"]["LogGroup"])


def invokers(arn):
    policy = json.loads(functions.get_policy(FunctionName=arn)["Policy"])
    for statement in policy["Statement"]:
        assert statement["Principal"]["Service"] == "events.amazonaws.com", statement
    return policy["Statement"]


def running(work, audits):
    equal("the guard takes work", work, mapping()["State"].lower())
    equal("CallsToCloudFront", "ENABLED", rule("CallsToCloudFront")["State"])
    for name in ("RepairSchedule", "ReportSchedule"):
        equal(name, audits.upper(), rule(name)["State"])
    alarm = resources("AWS::CloudWatch::Alarm").get("AuditsMissing")
    equal("an alarm for missing audits", audits == "enabled", alarm is not None)


def check_queues(told):
    for name in QUEUES:
        attributes = queue_attributes(told[name])
        equal(f"{name} keeps for seconds", "1209600", attributes["MessageRetentionPeriod"])
        equal(f"{name} is encrypted", "true", attributes["SqsManagedSseEnabled"])
        assert "OnlyOverTls" in attributes["Policy"]
    work = queue_attributes(told["WorkQueue"])
    equal("a try comes again after seconds", "480", work["VisibilityTimeout"])
    redrive = json.loads(work["RedrivePolicy"])
    equal("tries", 45, int(redrive["maxReceiveCount"]))
    equal("and then", queue_arn("FailedQueue"), redrive["deadLetterTargetArn"])


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
    equal("alarms that go to the topic", 11, len(alarms["MetricAlarms"]))


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
    put("WorkQueue", json.dumps(record))


def invoke(function, payload):
    answer = functions.invoke(FunctionName=function, Payload=json.dumps(payload).encode())
    body = answer["Payload"].read().decode()
    assert "FunctionError" not in answer, body
    return json.loads(body)


def put(queue, body):
    queues.send_message(QueueUrl=outputs()[queue], MessageBody=body)


def send(event_file):
    put("WorkQueue", pathlib.Path(event_file).read_text(encoding="utf-8"))


def undelivered(event_file):
    put("FailedQueue", pathlib.Path(event_file).read_text(encoding="utf-8"))


def hurry():
    url = outputs()["WorkQueue"]
    redrive = json.loads(queue_attributes(url)["RedrivePolicy"])
    redrive["maxReceiveCount"] = 2
    quick = {"VisibilityTimeout": "10", "RedrivePolicy": json.dumps(redrive)}
    queues.set_queue_attributes(QueueUrl=url, Attributes=quick)


def waiting(queue):
    attributes = queue_attributes(outputs()[queue])
    return int(attributes["ApproximateNumberOfMessages"]) + int(
        attributes["ApproximateNumberOfMessagesNotVisible"]
    )


def wait_until(what, is_so):
    deadline = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < deadline, f"not in two minutes: {what}"
        time.sleep(1)
    print(f"  {what}")


def failed(number):
    wait_until(f"{number} given up", lambda: waiting("FailedQueue") == int(number))


def waits(number):
    for _ in range(5):
        assert waiting("WorkQueue") == int(number), waiting("WorkQueue")
        time.sleep(1)
    print(f"  {number} in the queue, and not taken")


def replay():
    """SQS: each message is sent to the destination, and then deleted from the source."""
    command = outputs()["Replay"].split()
    source = command[command.index("--source-arn") + 1]
    destination = command[command.index("--destination-arn") + 1]
    equal("from", queue_arn("FailedQueue"), source)
    equal("to", queue_arn("WorkQueue"), destination)
    url = outputs()["FailedQueue"]
    moved = 0
    while messages := queues.receive_message(QueueUrl=url).get("Messages"):
        for message in messages:
            put("WorkQueue", message["Body"])
            queues.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    print(f"  {moved} moved")


def clear():
    for name in QUEUES:
        queues.purge_queue(QueueUrl=outputs()[name])


def empty():
    for name in QUEUES:
        wait_until(f"{name} is empty", lambda: waiting(name) == 0)


if __name__ == "__main__":
    {
        "check": check,
        "parameters": parameters,
        "policy": policy,
        "description": description,
        "subscription": subscription,
        "running": running,
        "interval": interval,
        "clear": clear,
        "environment": environment,
        "lend": lend,
        "audit": audit,
        "hurry": hurry,
        "send": send,
        "undelivered": undelivered,
        "failed": failed,
        "waits": waits,
        "replay": replay,
        "empty": empty,
        "keep": keep,
        "same": same,
        "alarm": alarm,
        "gone": gone,
    }[sys.argv[1]](*sys.argv[2:])
