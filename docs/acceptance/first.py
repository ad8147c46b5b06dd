"""Steps: everything is made at once, and the guard answers."""

import json
import pathlib
import tempfile
import time
import zipfile

import configs
from cli import CallFailed, NotInTime, once_taken
from run import StepFailed, each, raise_if

REPAIRED = {configs.DEFAULT, "/img/*"}
# Those that are repaired, but for one; `large` and `staging` have steps of their own.
ANSWERED = ("plain", "website", "logs", "acl", "primary", "edge", "vpc")


def make(run):
    """In one wave, because each of their events takes minutes. CloudFront throttles many at once."""
    wanted = makers(run)
    raise_if([one for one in run.together(lambda name: tried(name, wanted[name]), wanted, at_once=2) if one])


def makers(run):
    made = run.made
    bucket = made.bucket
    ours = {"https-guard-acceptance": made.run}
    until = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 7 * 86400))
    exemption = {"https-guard-exempt": f"{until} acceptance"}

    def plain(name, tags=None, **more):
        return run.create(name, configs.plain(made.run, name, bucket, **more), tags)

    wanted = {
        "primary": lambda: plain("primary", ours),
        "plain": lambda: plain("plain"),
        "exempt": lambda: plain("exempt", exemption),
        "website": lambda: run.create("website", configs.website(made.run, "website", bucket)),
        "logs": lambda: plain("logs", Logging=configs.logging(bucket)),
        "acl": lambda: plain("acl", WebACLId=web_acl(run)),
        "large": lambda: run.create("large", configs.large(made.run, "large", bucket), ours),
        "hosts": lambda: plain("hosts", Enabled=False),
    }
    if run.options.lambda_edge:

        def edge():
            default = configs.behavior("s3", "allow-all", **configs.edge(edge_function(run)))
            return plain("edge", default=default)

        wanted["edge"] = edge
    if run.options.vpc_origin:
        origins = [
            configs.s3_origin(configs.s3_host(bucket)),
            configs.custom_origin("www.example.com", "https-only", "web"),
            configs.vpc_origin(*run.options.vpc_origin),
        ]
        wanted["vpc"] = lambda: plain("vpc", origins=origins)
    return wanted


def tried(name, create):
    try:
        create()
    except (StepFailed, CallFailed, NotInTime) as failed:
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

        def needs_its_role(refused):
            """Which needs some seconds until Lambda may use it."""
            return "cannot be assumed" in refused.words

        once_taken("the function", 120, needs_its_role, lambda: run.aws("lambda", "create-function", *what))
    name = ("--function-name", run.made.run)
    run.aws("lambda", "wait", "function-active-v2", *name)
    published = run.aws("lambda", "publish-version", *name)
    run.aws("lambda", "wait", "published-version-active", *name, "--qualifier", published["Version"])
    return published["FunctionArn"]


def repaired(run):
    each([name for name in ANSWERED if name in run.distributions], lambda name: answered(run, name))


def answered(run, name):
    event, evidence = run.event(name, "CreateDistribution")
    told = event["detail"].get("responseElements") or {}
    written = run.distributions[name]
    run.report.answer("creation-id", told.get("distribution", {}).get("id") == written["id"], evidence)
    # Only a reader that got the answer's ETag was there before anybody else wrote.
    if written["before"] is not None:
        run.report.answer("event-etag", told.get("eTag") == written["etag"], evidence)
    if name == "website":
        run.notice(name, "NotRepaired", event)
        run.assert_repaired(name, set())
    else:
        run.repaired(name, event, REPAIRED)


def exempt(run):
    """It has its tag from its first moment."""
    event, _ = run.event("exempt", "CreateDistribution")
    run.notice("exempt", "Exempt", event)
    run.assert_repaired("exempt", set())


def large(run):
    event, evidence = run.event("large", "CreateDistribution", may_be_omitted=True)
    size = len(json.dumps(event))
    asked = event["detail"].get("requestParameters")
    run.report.answer("omitted", isinstance(asked, dict) and asked.get("omitted") is True, evidence, f"{size} bytes")
    if size > 256 * 1024:
        run.report.answer("largest-event", True, evidence, f"{size} bytes")
    run.notice("large", "Repaired", event)
    run.assert_repaired("large", {configs.DEFAULT})


def hosts(run):
    """Which hosts CloudFront takes, on a disabled distribution that serves nobody."""
    tried = configs.hosts(run.made.bucket, run.made.account).items()
    each(tried, lambda one: answer_host(run, *one))


def answer_host(run, question, host):
    def moved(config):
        next(one for one in config["Origins"]["Items"] if one["Id"] == "s3")["DomainName"] = host
        return config

    try:
        run.change("hosts", moved)
        taken, words = True, ""
    except CallFailed as refused:
        if refused.code not in ("InvalidOrigin", "InvalidArgument"):
            raise
        taken, words = False, refused.words
    evidence = run.save("hosts", question, {"host": host, "taken": taken, "words": words})
    run.report.answer(question, taken, evidence, run.cleaner.text(words))
