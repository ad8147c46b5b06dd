"""The open questions, and what a run found."""

# Each stands in docs/acceptance.md, with what shows it.
QUESTIONS = {
    "bytes": "A repair differs from what was read in ViewerProtocolPolicy and in no other byte, and CloudFront takes it",
    "creation-id": "The distribution's id is responseElements.distribution.id of a creation",
    "update-id": "The distribution's id is requestParameters.id of an update",
    "event-etag": "responseElements.eTag of the event is the ETag that a reader of the config gets",
    "untag-keys": "UntagResource has its keys in requestParameters.tagKeys.items",
    "copy-ids": "CopyDistribution has requestParameters.primaryDistributionId, and the copy in responseElements.distribution.id",
    "promotion-ids": "UpdateDistributionWithStagingConfig has the primary in requestParameters.id, the other in stagingDistributionId",
    "omitted": "Of parameters over 100 KB, the event has omitted: true in their place",
    "largest-event": "An event of over 256 KB reaches EventBridge (1 MB since January 2026)",
    "host-dualstack": "S3OriginConfig takes BUCKET.s3.dualstack.REGION",
    "host-fips": "S3OriginConfig takes BUCKET.s3-fips.REGION",
    "host-fips-dualstack": "S3OriginConfig takes BUCKET.s3-fips.dualstack.REGION",
    "host-accelerate": "S3OriginConfig takes BUCKET.s3-accelerate",
    "host-access-point": "S3OriginConfig takes NAME-ACCOUNT.s3-accesspoint.REGION",
    "host-object-lambda": "S3OriginConfig takes NAME-ACCOUNT.s3-object-lambda.REGION",
    "host-express": "S3OriginConfig takes BUCKET.s3express-ZONE.REGION",
    "host-outposts": "S3OriginConfig takes NAME-ACCOUNT.OUTPOST.s3-outposts.REGION",
    "asks-s3:GetBucketAcl": "An update that leaves logging alone needs s3:GetBucketAcl",
    "asks-s3:PutBucketAcl": "An update that leaves logging alone needs s3:PutBucketAcl",
    "asks-wafv2:GetWebACL": "An update that leaves the web ACL alone needs wafv2:GetWebACL",
    "asks-lambda:GetFunction": "An update that leaves Lambda@Edge alone needs lambda:GetFunction",
    "asks-lambda:EnableReplication*": "An update that leaves Lambda@Edge alone needs lambda:EnableReplication*",
    "asks-lambda:DisableReplication*": "An update that leaves Lambda@Edge alone needs lambda:DisableReplication*",
    "asks-cloudfront:GetVpcOrigin": "An update that leaves a VPC origin alone needs cloudfront:GetVpcOrigin",
    "redirect-post": "redirect-to-https answers POST over HTTP with 307 (if false, see the words)",
    "website-https": "A website endpoint asked over HTTPS is a 504 to viewers (if false, see the words)",
}
NOT_SEEN = "not seen"
WORDS = {True: "true", False: "false", None: NOT_SEEN}


class Report:
    def __init__(self, run, rehearsal, questions=QUESTIONS):
        self.run = run
        self.rehearsal = rehearsal
        self.questions = questions
        self.answers = {}
        self.steps = []
        self.left = []

    def answer(self, question, is_so, evidence, words=""):
        """Is None where nothing can be told. A question that was answered with no stays so. What an emulator says is no
        answer."""
        assert question in QUESTIONS, question
        if self.rehearsal:
            words = f"emulators say {'yes' if is_so else 'no'}"
            self.answers[question] = {"answer": NOT_SEEN, "evidence": evidence, "words": words}
            return
        known = self.answers.get(question, {}).get("answer", NOT_SEEN)
        if known != "false" and not (is_so is None and known == "true"):
            self.answers[question] = {"answer": WORDS[is_so], "evidence": evidence, "words": words}

    def step(self, name, result, words=""):
        self.steps.append({"step": name, "result": result, "words": words})

    def failed(self):
        return [one for one in self.steps if one["result"] == "failed"] or self.left

    def told(self):
        nothing = {"answer": NOT_SEEN, "evidence": "", "words": ""}
        questions = self.questions.items()
        facts = [{"question": name, "fact": fact, **self.answers.get(name, nothing)} for name, fact in questions]
        return {"run": self.run, "rehearsal": self.rehearsal, "steps": self.steps, "facts": facts, "left": self.left}

    def text(self):
        sections = [[f"Acceptance run {self.run}"], [], [], [], ["Nothing is left behind."]]
        _, rehearsal, steps, questions, left = sections
        if self.rehearsal:
            rehearsal.append("A REHEARSAL: emulators answered, so nothing below is known of AWS.")
        for one in self.steps:
            steps.append(f"{one['result']:<14}  {one['step']}" + (f": {one['words']}" if one["words"] else ""))
        for name, fact in self.questions.items():
            found = self.answers.get(name, {"answer": NOT_SEEN, "evidence": "", "words": ""})
            shown = "; ".join(one for one in (found["words"], found["evidence"]) if one)
            questions.append(f"{found['answer']:<8}  {fact}" + (f"  [{shown}]" if shown else ""))
        if self.left:
            left[:] = ["LEFT BEHIND:", *(f"  {one}" for one in self.left)]
        return "\n\n".join("\n".join(one) for one in sections if one) + "\n"
