package httpsguard.local;

import java.time.Instant;

/** A call that CloudFront acted on. */
record AnsweredCall(
    Operation operation, HttpRequest request, Caller caller, HttpReply.Answer answer, Instant at) {}
