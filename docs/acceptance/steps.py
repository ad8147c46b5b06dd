"""The steps of a run, in their order. Each asserts what a user of the guard would notice."""

import http.client
import json
import pathlib
import subprocess
import tempfile
import time
import zipfile

import configs
from cli import CallFailed, NotInTime, wait_until
from made import as_file, is_deployed, queue_url, read, stack_status
from run import Inbox, StepFailed

REPAIRED = {configs.DEFAULT, "/img/*"}
# What an update may ask of the guard's role, and the distribution that shows it.
ASKED = {
    "s3:GetBucketAcl": "logs",
    "s3:PutBucketAcl": "logs",
    "wafv2:GetWebACL": "acl",
    "lambda:GetFunction": "edge",
    "lambda:EnableReplication*": "edge",
    "lambda:DisableReplication*": "edge",
    "cloudfront:GetVpcOrigin": "vpc",
}
IAM_TAKES_EFFECT = 20
# Over this, the rules for other distributions would not fit into the policy.
MOST_OTHERS = 40


# ---- Deploy ----


def deploy(run):
    made = run.made
    made.about_to_make("bucket")
    run.aws("s3api", "create-bucket", "--bucket", made.bucket, "--object-ownership", "BucketOwnerPreferred")
    run.aws("s3", "cp", str(run.options.code), f"s3://{made.bucket}/code.zip", "--only-show-errors")
    made.about_to_make("stack")
    with as_file(stack_parameters(run)) as file:
        template = ("--template-body", f"file://{run.options.template}", "--capabilities", "CAPABILITY_IAM")
        tag = ("--tags", f"Key=https-guard-acceptance,Value={made.run}")
        run.aws("cloudformation", "create-stack", "--stack-name", made.run, *template, "--parameters", file, *tag)
    wait_until("the stack", 900, lambda: is_created(made))
    stack = run.aws("cloudformation", "describe-stacks", "--stack-name", made.run)["Stacks"][0]
    run.outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
    if run.rehearsal:
        subprocess.run([*run.options.rehearse.split(), made.run], check=True, timeout=300, stdin=subprocess.DEVNULL)
    listen(run)


def is_created(made):
    status = stack_status(made)
    if status not in ("CREATE_IN_PROGRESS", "CREATE_COMPLETE"):
        raise StepFailed(f"the stack is {status}: its events in the CloudFormation console say why")
    return status == "CREATE_COMPLETE"


def stack_parameters(run):
    others = run.aws("cloudfront", "list-distributions").get("DistributionList", {}).get("Items", [])
    others = [one["Id"] for one in others if one["Comment"] != run.made.run]
    if len(others) > MOST_OTHERS:
        raise StepFailed(f"this account has {len(others)} distributions: use a sandbox account with fewer")
    # Other distributions stay as they are, whatever happens to them meanwhile.
    policy = {"policy": "redirect-to-https", "rules": [{"distribution": one, "mode": "notify"} for one in others]}
    given = {
        "CodeBucket": run.made.bucket,
        "CodeKey": "code.zip",
        "Mode": "remediate",
        "HttpsPolicy": json.dumps(policy),
        "AuditEvery": "daily",
        "LogRetentionDays": "7",
        "AllowLegacyLogBucket": run.made.bucket,
        "AllowLambdaEdge": "yes",
    }
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()]


def listen(run):
    """A queue for what the topic sends, and one for what EventBridge has of CloudFront."""
    made = run.made
    made.about_to_make("queue for notices")
    notices = queue(run, "notices", "sns.amazonaws.com", run.outputs["Topic"])
    attributes = ("--attributes", "RawMessageDelivery=true")
    subscription = ("--topic-arn", run.outputs["Topic"], "--protocol", "sqs", "--notification-endpoint", notices)
    run.aws("sns", "subscribe", *subscription, *attributes)
    made.about_to_make("queue for events")
    rule = f"arn:aws:events:us-east-1:{made.account}:rule/{made.run}"
    events = queue(run, "events", "events.amazonaws.com", rule)
    made.about_to_make("rule for events")
    pattern = json.dumps({"source": ["aws.cloudfront"], "detail-type": ["AWS API Call via CloudTrail"]})
    run.aws("events", "put-rule", "--name", made.run, "--event-pattern", pattern)
    run.aws("events", "put-targets", "--rule", made.run, "--targets", f"Id=queue,Arn={events}")
    run.notices = Inbox(run, queue_url(made, "notices"))
    run.events = Inbox(run, queue_url(made, "events"))


def queue(run, name, service, source):
    arn = f"arn:aws:sqs:us-east-1:{run.made.account}:{run.made.run}-{name}"
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": source}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    with as_file({"Policy": policy, "SqsManagedSseEnabled": "true"}) as attributes:
        run.aws("sqs", "create-queue", "--queue-name", f"{run.made.run}-{name}", "--attributes", attributes)
    return arn


# ---- What an event tells is repaired ----


def create(run):
    made = run.made
    bucket = made.bucket
    wanted = {
        "plain": configs.plain(made.run, "plain", bucket),
        "website": configs.website(made.run, "website", bucket),
        "logs": configs.plain(made.run, "logs", bucket, Logging=configs.logging(bucket)),
        "acl": configs.plain(made.run, "acl", bucket, WebACLId=web_acl(run)),
    }
    if run.options.lambda_edge:
        default = configs.behavior("s3", "allow-all", **configs.edge(edge_function(run)))
        wanted["edge"] = configs.plain(made.run, "edge", bucket, default=default)
    if run.options.vpc_origin:
        origins = [
            configs.s3_origin(configs.s3_host(bucket)),
            configs.custom_origin("www.example.com", "https-only", "web"),
            configs.vpc_origin(*run.options.vpc_origin),
        ]
        wanted["vpc"] = configs.plain(made.run, "vpc", bucket, origins=origins)
    failed = [one for one in run.together(lambda name: tried(run, name, wanted[name]), wanted) if one]
    for name in [one for one in wanted if one in run.distributions]:
        event, evidence = run.event(name, "CreateDistribution")
        answered = event["detail"].get("responseElements") or {}
        written = run.distributions[name]
        run.report.answer("event-id", answered.get("distribution", {}).get("id") == written["id"], evidence)
        run.report.answer("event-etag", answered.get("eTag") == written["etag"], evidence)
        run.notice(name, "NotRepaired" if name == "website" else "Repaired")
        run.assert_repaired(name, set() if name == "website" else REPAIRED)
    if failed:
        raise StepFailed("; ".join(failed))


def tried(run, name, config):
    try:
        run.create(name, config)
    except CallFailed as failed:
        return f"{name} could not be made, and is left out: {failed}"
    return None


def web_acl(run):
    run.made.about_to_make("web ACL")
    visibility = f"SampledRequestsEnabled=false,CloudWatchMetricsEnabled=false,MetricName={run.made.run}"
    what = ("--name", run.made.run, "--scope", "CLOUDFRONT", "--default-action", "Allow={}")
    return run.aws("wafv2", "create-web-acl", *what, "--visibility-config", visibility)["Summary"]["ARN"]


def edge_function(run):
    run.made.about_to_make("Lambda@Edge role")
    services = {"Service": ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]}
    statement = {"Effect": "Allow", "Principal": services, "Action": "sts:AssumeRole"}
    trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    role = run.aws("iam", "create-role", "--role-name", f"{run.made.run}-edge", "--assume-role-policy-document", trust)
    run.made.about_to_make("Lambda@Edge function")
    with tempfile.TemporaryDirectory() as folder:
        code = pathlib.Path(folder) / "code.zip"
        with zipfile.ZipFile(code, "w") as packed:
            packed.writestr("index.js", "exports.handler = async e => e.Records[0].cf.request;")
        what = ("--function-name", run.made.run, "--runtime", "nodejs22.x", "--handler", "index.handler")
        what += ("--role", role["Role"]["Arn"], "--zip-file", f"fileb://{code}")

        def created():
            try:
                return run.aws("lambda", "create-function", *what)
            except CallFailed as failed:
                # A role needs some seconds until Lambda may use it.
                if "cannot be assumed" in failed.words:
                    return None
                raise

        wait_until("the Lambda@Edge function", 120, created)
    run.aws("lambda", "wait", "function-active-v2", "--function-name", run.made.run)
    return run.aws("lambda", "publish-version", "--function-name", run.made.run)["FunctionArn"]


def tags(run):
    """An exemption, then drift, then no exemption."""
    plain = run.distributions["plain"]
    arn = ("--resource", f"arn:aws:cloudfront::{run.made.account}:distribution/{plain['id']}")
    until = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 7 * 86400))
    run.aws("cloudfront", "tag-resource", *arn, "--tags", f"Items=[{{Key=https-guard-exempt,Value={until} acceptance}}]")
    run.drift("plain")
    run.notice("plain", "Exempt")
    run.assert_repaired("plain", set())
    run.aws("cloudfront", "untag-resource", *arn, "--tag-keys", "Items=https-guard-exempt")
    run.play("UntagResource", {"id": plain["id"], "request": {"resource": arn[1], "tagKeys": {"items": ["https-guard-exempt"]}}})
    run.notice("plain", "Repaired")
    run.assert_repaired("plain", REPAIRED)
    event, evidence = run.event("plain", "UntagResource")
    keys = event["detail"]["requestParameters"].get("tagKeys")
    run.report.answer("untag-keys", keys == {"items": ["https-guard-exempt"]}, evidence, json.dumps(keys))


# ---- The guard's own state ----


def alarms(run):
    found = run.aws("cloudformation", "describe-stack-resources", "--stack-name", run.made.run)["StackResources"]
    names = [one["PhysicalResourceId"] for one in found if one["ResourceType"] == "AWS::CloudWatch::Alarm"]
    reason = ("--state-value", "ALARM", "--state-reason", "an acceptance run: nothing happened")
    run.together(lambda name: run.aws("cloudwatch", "set-alarm-state", "--alarm-name", name, *reason), names)
    for name in names:
        message = run.notices.take(f"the alarm {name}", 180, lambda one: one.get("AlarmName") == name)
        run.save("alarms", name.split("-")[-2] if name.count("-") > 1 else name, message)
    run.tell(f"{len(names)} alarms arrived")


def switch(run, output):
    command = run.outputs[output].split()
    run.aws("lambda", "update-event-source-mapping", *command[command.index("--uuid") :])
    uuid = command[command.index("--uuid") + 1]
    state = "Disabled" if output == "StopNow" else "Enabled"
    mapping = ("lambda", "get-event-source-mapping", "--uuid", uuid)
    wait_until(f"the mapping {state}", 300, lambda: run.aws(*mapping)["State"] == state)


def depth(run, queue):
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = run.aws("sqs", "get-queue-attributes", "--queue-url", run.outputs[queue], "--attribute-names", *names)
    return sum(int(found["Attributes"][name]) for name in names)


def stop(run):
    switch(run, "StopNow")
    run.drift("plain")
    run.event("plain", "UpdateDistribution")
    wait_until("a message in the stopped guard's queue", 300, lambda: depth(run, "WorkQueue"))
    run.assert_repaired("plain", set())


def permissions(run):
    """While it is stopped: what happens if its role lacks a permission that CloudFront may ask for."""
    # The calls are the same for each; once shows that they can be made.
    asked = {"wafv2:GetWebACL": "acl"} if run.rehearsal else ASKED
    failed = []
    for action, name in asked.items():
        if name in run.distributions:
            try:
                asks(run, action, name)
            except (StepFailed, CallFailed) as wrong:
                failed.append(str(wrong))
    for name in sorted(set(asked.values()) & set(run.distributions)):
        run.drift(name)
        answer = invoked(run, name)
        if answer.get("outcome") != "Repaired":
            raise StepFailed(f"{name}: with all permissions, {answer.get('outcome')}: {json.dumps(answer.get('refusal'))}")
        run.assert_repaired(name, REPAIRED)
    if failed:
        raise StepFailed("; ".join(failed))


def asks(run, action, name):
    run.made.about_to_make("denial in the guard's role")
    role = run.outputs["GuardRole"].split("/")[-1]
    denial = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": action, "Resource": "*"}]}
    what = ("--role-name", role, "--policy-name", run.made.run, "--policy-document", json.dumps(denial))
    run.drift(name)
    run.aws("iam", "put-role-policy", *what)
    try:
        time.sleep(0 if run.rehearsal else IAM_TAKES_EFFECT)
        answer = invoked(run, name)
    finally:
        run.aws("iam", "delete-role-policy", "--role-name", role, "--policy-name", run.made.run)
        time.sleep(0 if run.rehearsal else IAM_TAKES_EFFECT)
    evidence = run.save("permissions", action.replace(":", "-").replace("*", ""), answer)
    if answer.get("outcome") not in ("Repaired", "NotRepaired"):
        raise StepFailed(f"without {action}: {answer.get('outcome')}; {evidence} has the guard's answer")
    refusal = answer.get("refusal", {})
    words = ": ".join(refusal[key] for key in ("code", "message") if key in refusal)
    run.report.answer(f"asks-{action}", answer["outcome"] == "NotRepaired", evidence, run.cleaner.text(words))


def invoked(run, name):
    """The guard's answer to the event of the last write, without waiting for CloudTrail."""
    written = run.distributions[name]
    with tempfile.TemporaryDirectory() as folder, as_file(run.composed(written["call"], written)) as event:
        file = pathlib.Path(folder) / "answer.json"
        payload = ("--payload", event.replace("file://", "fileb://"), "--cli-read-timeout", "430")
        run.aws("lambda", "invoke", "--function-name", run.outputs["GuardFunction"], *payload, str(file))
        return json.loads(file.read_text(encoding="utf-8"))


def start(run):
    switch(run, "StartAgain")
    wait_until("an empty queue", 900, lambda: depth(run, "WorkQueue") == 0)
    run.notice("plain", "Repaired")
    run.assert_repaired("plain", REPAIRED)


def redrive(run):
    """A message among the failed ones comes back by the output's command."""
    run.drift("plain")
    event, _ = run.event("plain", "UpdateDistribution")
    run.notice("plain", "Repaired")
    run.send(run.outputs["FailedQueue"], event)
    wait_until("a message in Failed", 120, lambda: depth(run, "FailedQueue"))
    command = run.outputs["Replay"].split()
    run.aws("sqs", "start-message-move-task", *command[command.index("--source-arn") :])
    wait_until("an empty queue Failed", 300, lambda: depth(run, "FailedQueue") == 0)
    run.notice("plain", "AlreadyBack")


def audit(run):
    """A report as the daily schedule asks for it: by Lambda's destination to the guard, and to the topic."""
    with tempfile.TemporaryDirectory() as folder, as_file({"purpose": "report"}) as payload:
        what = ("--function-name", run.outputs["AuditFunction"], "--invocation-type", "Event")
        what += ("--payload", payload.replace("file://", "fileb://"))
        run.aws("lambda", "invoke", *what, str(pathlib.Path(folder) / "answer.json"))
    report = run.notices.take("the report of an audit", 600, lambda one: one.get("outcome") == "Report")
    run.save("notices", "report", report)


# ---- What only AWS knows ----


def staging(run):
    """A copy, and its promotion with drift."""
    made = run.made
    run.create_with_tags("primary", configs.plain(made.run, "primary", made.bucket))
    primary = run.distributions["primary"]
    run.notice("primary", "Repaired")
    what = ("--primary-distribution-id", primary["id"], "--staging", "--enabled", "--caller-reference", f"{made.run}-staging")
    copy = run.aws("cloudfront", "copy-distribution", *what, "--if-match", read(made, primary["id"])[1])
    run.distributions["staging"] = {"id": copy["Distribution"]["Id"], "domain": copy["Distribution"]["DomainName"]}
    event, evidence = run.event("staging", "CopyDistribution")
    detail = event["detail"]
    is_so = detail["requestParameters"].get("primaryDistributionId") == primary["id"]
    is_so = is_so and detail["responseElements"]["distribution"]["id"] == run.distributions["staging"]["id"]
    run.report.answer("copy-ids", is_so, evidence)
    names = configs.listed([run.distributions["staging"]["domain"]])
    traffic = {"Type": "SingleWeight", "SingleWeightConfig": {"Weight": 0.05}}
    policy = {"StagingDistributionDnsNames": names, "Enabled": True, "TrafficConfig": traffic}
    with as_file(policy) as file:
        option = "--continuous-deployment-policy-config"
        made_policy = run.aws("cloudfront", "create-continuous-deployment-policy", option, file)
    config, etag = read(made, primary["id"])
    attached = {**config, "ContinuousDeploymentPolicyId": made_policy["ContinuousDeploymentPolicy"]["Id"]}
    run.update("primary", attached, etag)
    run.drift("staging")
    run.notice("staging", "Repaired")
    run.assert_repaired("staging", REPAIRED)
    promote(run)


def promote(run):
    """With the guard stopped, so that there is drift to promote."""
    switch(run, "StopNow")
    try:
        run.drift("staging")
        ids = [run.distributions[name]["id"] for name in ("primary", "staging")]
        for one in ids:
            wait_until(f"{one} deployed", 900, lambda: is_deployed(run.made, one), 15)
        etags = ", ".join(read(run.made, one)[1] for one in ids)
        what = ("--id", ids[0], "--staging-distribution-id", ids[1], "--if-match", etags)
        answer = run.aws("cloudfront", "update-distribution-with-staging-config", *what)
        run.written("primary", "UpdateDistributionWithStagingConfig", answer)
        event, evidence = run.event("primary", "UpdateDistributionWithStagingConfig")
        asked = event["detail"]["requestParameters"]
        found = [asked.get("id"), asked.get("stagingDistributionId")]
        run.report.answer("promotion-ids", found == ids, evidence, ", ".join(sorted(asked)))
    finally:
        switch(run, "StartAgain")
    run.notice("primary", "Repaired")
    run.assert_repaired("primary", REPAIRED)


def hosts(run):
    """Which hosts CloudFront takes, on a disabled distribution that serves nobody."""
    made = run.made
    config = configs.plain(made.run, "hosts", made.bucket, Enabled=False)
    run.create("hosts", config)
    for question, host in configs.hosts(made.bucket, made.account).items():
        config, etag = read(made, run.distributions["hosts"]["id"])
        config["Origins"]["Items"][0]["DomainName"] = host
        try:
            run.update("hosts", config, etag)
            taken, words = True, ""
        except CallFailed as refused:
            taken, words = False, refused.words
        evidence = run.save("hosts", question, {"host": host, "taken": taken, "words": words})
        run.report.answer(question, taken, evidence, run.cleaner.text(words))


def large(run):
    run.create_with_tags("large", configs.large(run.made.run, "large", run.made.bucket))
    event, evidence = run.event("large", "CreateDistribution")
    size = len(json.dumps(event))
    asked = event["detail"].get("requestParameters")
    run.report.answer("omitted", isinstance(asked, dict) and asked.get("omitted") is True, evidence, f"{size} bytes")
    if size > 256 * 1024:
        run.report.answer("largest-event", True, evidence, f"{size} bytes")
    run.notice("large", "Repaired")
    run.assert_repaired("large", {configs.DEFAULT})


def viewers(run):
    """What viewers get once the repair is deployed."""
    for name in ("plain", "website"):
        one = run.distributions[name]["id"]
        wait_until(f"{name} deployed", 1200, lambda: is_deployed(run.made, one), 15)
    plain, website = (run.distributions[name]["domain"] for name in ("plain", "website"))
    get = status(http.client.HTTPConnection, plain, "GET")
    post = status(http.client.HTTPConnection, plain, "POST")
    over_http = status(http.client.HTTPConnection, website, "GET")
    over_https = status(http.client.HTTPSConnection, website, "GET")
    found = {"redirect GET": get, "redirect POST": post, "website HTTP": over_http, "website HTTPS": over_https}
    evidence = run.save("viewers", "statuses", found)
    run.report.answer("redirect-post", post == 307, evidence, f"status {post}")
    run.report.answer("website-https", over_https == 504, evidence, f"status {over_https}")
    if get != 301:
        raise StepFailed(f"GET over HTTP of a repaired distribution is answered with {get}, not 301: see {evidence}")


def status(connection, host, method):
    asked = connection(host, timeout=60)
    try:
        asked.request(method, "/", headers={"Content-Length": "0"} if method == "POST" else {})
        return asked.getresponse().status
    finally:
        asked.close()


def denied(run):
    """CloudTrail's own record of what was denied to the guard. It comes within a quarter of an hour."""
    name = run.outputs["GuardFunction"]
    lookup = ("--lookup-attributes", f"AttributeKey=Username,AttributeValue={name}", "--max-items", "200")

    def refused():
        found = run.aws("cloudtrail", "lookup-events", *lookup).get("Events", [])
        records = [json.loads(one["CloudTrailEvent"]) for one in found]
        return [one for one in records if one.get("errorCode")]

    try:
        records = wait_until("a refused call of the guard in CloudTrail", 900, refused, 30)
    except NotInTime:
        run.tell("CloudTrail shows no refused call of the guard; the answers under permissions have its words")
        return
    for i, record in enumerate(records):
        run.save("denied", f"{i:02}-{record['eventName']}-{record['errorCode'].split('.')[-1]}", record)
