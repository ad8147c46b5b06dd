"""Step: what viewers get."""

import http.client

from run import StepFailed


def viewers(run):
    """What viewers get once the repair is deployed."""
    run.wait_deployed(("plain", "website"), 1200)
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
