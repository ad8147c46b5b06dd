"""The distributions that a run makes."""

import copy
import xml.etree.ElementTree
import re

# AWS's managed policy CachingDisabled.
NO_CACHE = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
NAMESPACE = "{http://cloudfront.amazonaws.com/doc/2020-05-31/}"
POLICY = re.compile(rb"<ViewerProtocolPolicy>[^<]*</ViewerProtocolPolicy>")
DEFAULT = "*"


def listed(items):
    return {"Quantity": len(items), "Items": items} if items else {"Quantity": 0}


def s3_origin(host, name="s3"):
    return {
        "Id": name,
        "DomainName": host,
        "OriginPath": "",
        "CustomHeaders": listed([]),
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }


def custom_origin(host, policy, name):
    return {
        "Id": name,
        "DomainName": host,
        "OriginPath": "",
        "CustomHeaders": listed([]),
        "CustomOriginConfig": {
            "HTTPPort": 80,
            "HTTPSPort": 443,
            "OriginProtocolPolicy": policy,
            "OriginSslProtocols": listed(["TLSv1.2"]),
        },
    }


def behavior(origin, policy, **more):
    return {"TargetOriginId": origin, "ViewerProtocolPolicy": policy, "CachePolicyId": NO_CACHE, "Compress": False, **more}


def config(run, name, origins, default, behaviors=(), **more):
    return {
        "CallerReference": f"{run}-{name}",
        # By which a clean-up knows them, copies included.
        "Comment": run,
        "Enabled": True,
        "PriceClass": "PriceClass_100",
        "Origins": listed(origins),
        "DefaultCacheBehavior": default,
        "CacheBehaviors": listed(list(behaviors)),
        **more,
    }


def s3_host(bucket):
    return f"{bucket}.s3.us-east-1.amazonaws.com"


def all_methods():
    methods = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]
    return {"AllowedMethods": {**listed(methods), "CachedMethods": listed(["GET", "HEAD"])}}


def plain(run, name, bucket, **more):
    """Two behaviors to be repaired, and two to be left alone."""
    origins = [s3_origin(s3_host(bucket)), custom_origin("www.example.com", "https-only", "web")]
    behaviors = [
        behavior("s3", "allow-all", PathPattern="/img/*"),
        behavior("web", "allow-all", PathPattern="/api/*"),
        behavior("s3", "https-only", PathPattern="/docs/*"),
    ]
    default = more.pop("default", behavior("s3", "allow-all", **all_methods()))
    return config(run, name, more.pop("origins", origins), default, more.pop("behaviors", behaviors), **more)


def website(run, name, bucket):
    """A repair would take away the only way to it."""
    origin = custom_origin(f"{bucket}.s3-website-us-east-1.amazonaws.com", "match-viewer", "site")
    return config(run, name, [origin], behavior("site", "allow-all"))


def logging(bucket):
    return {"Enabled": True, "IncludeCookies": False, "Bucket": f"{bucket}.s3.amazonaws.com", "Prefix": "logs/"}


def edge(version):
    return {"LambdaFunctionAssociations": listed([{"LambdaFunctionARN": version, "EventType": "viewer-request"}])}


def vpc_origin(origin_id, host):
    return {
        "Id": "vpc",
        "DomainName": host,
        "OriginPath": "",
        "CustomHeaders": listed([]),
        "VpcOriginConfig": {"VpcOriginId": origin_id},
    }


def large(run, name, bucket):
    """Its event's parameters come to well over 100 KB."""
    # As long as CloudFront takes them: 512 bytes of cookie names, ten headers.
    cookies = {"Forward": "whitelist", "WhitelistedNames": listed([f"{i}{'c' * 45}" for i in range(10)])}
    headers = listed([f"X-{i}-{'h' * 120}" for i in range(10)])
    old = {"ForwardedValues": {"QueryString": False, "Cookies": cookies, "Headers": headers}, "MinTTL": 0}
    behaviors = []
    for i in range(74):
        one = behavior("s3", "https-only", PathPattern=f"/{i}/*", **old)
        del one["CachePolicyId"]
        behaviors.append(one)
    return config(run, name, [s3_origin(s3_host(bucket))], behavior("s3", "allow-all"), behaviors)


def hosts(bucket, account):
    """Forms of S3's hosts that a run tries under S3OriginConfig; only some of these need to exist."""
    short = bucket[:20]
    return {
        "host-dualstack": f"{bucket}.s3.dualstack.us-east-1.amazonaws.com",
        "host-fips": f"{bucket}.s3-fips.us-east-1.amazonaws.com",
        "host-fips-dualstack": f"{bucket}.s3-fips.dualstack.us-east-1.amazonaws.com",
        "host-accelerate": f"{bucket}.s3-accelerate.amazonaws.com",
        "host-access-point": f"{short}-{account}.s3-accesspoint.us-east-1.amazonaws.com",
        "host-object-lambda": f"{short}-{account}.s3-object-lambda.us-east-1.amazonaws.com",
        "host-express": f"{short}--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com",
        "host-outposts": f"{short}-{account}.op-01234567890123456.s3-outposts.us-east-1.amazonaws.com",
    }


def drifted(current, paths=("/img/*", DEFAULT)):
    """The same, with plain HTTP back for these path patterns."""
    changed = copy.deepcopy(current)
    if DEFAULT in paths:
        changed["DefaultCacheBehavior"]["ViewerProtocolPolicy"] = "allow-all"
    for one in changed["CacheBehaviors"].get("Items", []):
        if one["PathPattern"] in paths:
            one["ViewerProtocolPolicy"] = "allow-all"
    return changed


def is_drifted(current):
    return current["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "allow-all"


def policies(document):
    """By path pattern, what the XML of a config says for viewers."""
    root = xml.etree.ElementTree.fromstring(document)
    found = {}
    for element in root.iter():
        if element.tag in (NAMESPACE + "DefaultCacheBehavior", NAMESPACE + "CacheBehavior"):
            path = element.findtext(NAMESPACE + "PathPattern", DEFAULT)
            found[path] = element.findtext(NAMESPACE + "ViewerProtocolPolicy")
    return found


def difference(before, after, repaired):
    """None if the documents differ in the values for the repaired paths and in no other byte, else what is wrong."""
    expected = {**policies(before), **{path: "redirect-to-https" for path in repaired}}
    if policies(after) != expected:
        return f"expected {expected}, found {policies(after)}"
    if POLICY.sub(b"", before) != POLICY.sub(b"", after):
        return "something besides ViewerProtocolPolicy differs"
    return None
