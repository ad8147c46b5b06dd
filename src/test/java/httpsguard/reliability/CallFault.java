package httpsguard.reliability;

import static httpsguard.local.Fault.Moment.AFTER_ACTING;
import static httpsguard.local.Fault.Moment.BEFORE_ACTING;

import httpsguard.local.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can go wrong with a call.
 *
 * @param actions the calls that can meet it
 */
record CallFault(String name, Fault fault, Meaning meaning, Set<String> actions) {
  private static final Set<String> EVERY_CALL =
      Stream.concat(FaultRow.ACTIONS.stream(), Stream.of(AuditFaultsIT.LIST))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> ON_CLOUDFRONT =
      Set.of(
          "GetDistributionConfig", "ListTagsForResource", "UpdateDistribution", AuditFaultsIT.LIST);

  private static final Fault.Refuse SERVICE_UNAVAILABLE = Fault.serviceUnavailable();

  static final List<CallFault> ALL =
      List.of(
          new CallFault("throttling", Fault.throttling(), Meaning.PASSING, EVERY_CALL),
          new CallFault(
              "too many requests",
              new Fault.Refuse(429, "TooManyRequestsException", "Slow down"),
              Meaning.PASSING,
              EVERY_CALL),
          new CallFault("internal error", Fault.internalError(), Meaning.PASSING, EVERY_CALL),
          new CallFault("service unavailable", SERVICE_UNAVAILABLE, Meaning.PASSING, EVERY_CALL),
          new CallFault(
              "retry after a day",
              new Fault.RefuseWith(SERVICE_UNAVAILABLE, "Retry-After", "86400"),
              Meaning.PASSING,
              EVERY_CALL),
          new CallFault(
              "expired token",
              new Fault.Refuse(403, "ExpiredToken", "The security token is expired"),
              Meaning.PASSING,
              EVERY_CALL),
          new CallFault(
              "stray page",
              new Fault.Stray(403, "<html><body>Blocked by a proxy</body></html>"),
              Meaning.PASSING,
              EVERY_CALL),
          new CallFault(
              "stray page with status 200",
              new Fault.Stray(200, "<html><body>Please log in</body></html>"),
              Meaning.PASSING,
              EVERY_CALL),
          new CallFault("vanished", new Fault.Vanish(), Meaning.PASSING, EVERY_CALL),
          new CallFault(
              "reset before", new Fault.Reset(BEFORE_ACTING), Meaning.PASSING, EVERY_CALL),
          new CallFault(
              "stall before",
              new Fault.Stall(BEFORE_ACTING, Duration.ofMinutes(1)),
              Meaning.PASSING,
              EVERY_CALL),
          new CallFault("reset after", new Fault.Reset(AFTER_ACTING), Meaning.ACTED, EVERY_CALL),
          new CallFault(
              "stall after",
              new Fault.Stall(AFTER_ACTING, Duration.ofMinutes(1)),
              Meaning.ACTED,
              EVERY_CALL),
          new CallFault(
              "malformed xml",
              new Fault.Spoil(Fault.Spoiled.MALFORMED_XML),
              Meaning.ACTED,
              EVERY_CALL),
          new CallFault(
              "cut xml", new Fault.Spoil(Fault.Spoiled.CUT_XML), Meaning.ACTED, EVERY_CALL),
          new CallFault(
              "cut transfer",
              new Fault.Spoil(Fault.Spoiled.CUT_TRANSFER),
              Meaning.ACTED,
              EVERY_CALL),
          new CallFault(
              "empty body", new Fault.Spoil(Fault.Spoiled.EMPTY_BODY), Meaning.ACTED, EVERY_CALL),
          new CallFault(
              "trickle", new Fault.Spoil(Fault.Spoiled.TRICKLE), Meaning.ACTED, EVERY_CALL),
          new CallFault(
              "trickle from the head",
              new Fault.Spoil(Fault.Spoiled.TRICKLE_FROM_THE_HEAD),
              Meaning.ACTED,
              EVERY_CALL),
          new CallFault(
              "silent halfway",
              new Fault.Spoil(Fault.Spoiled.SILENT_HALFWAY),
              Meaning.ACTED,
              EVERY_CALL),
          new CallFault(
              "wrong quantity",
              new Fault.Spoil(Fault.Spoiled.WRONG_QUANTITY),
              Meaning.ACTED,
              Set.of("GetDistributionConfig", AuditFaultsIT.LIST)),
          new CallFault(
              "without etag",
              new Fault.Spoil(Fault.Spoiled.WITHOUT_ETAG),
              Meaning.ACTED,
              Set.of("GetDistributionConfig")),
          new CallFault(
              "access denied",
              Fault.accessDenied("User is not authorized"),
              Meaning.REFUSED,
              ON_CLOUDFRONT),
          new CallFault(
              "invalid argument",
              new Fault.Refuse(400, "InvalidArgument", "An argument is invalid"),
              Meaning.REFUSED,
              ON_CLOUDFRONT),
          new CallFault(
              "illegal update",
              new Fault.Refuse(400, "IllegalUpdate", "Not allowed"),
              Meaning.REFUSED,
              Set.of("UpdateDistribution")),
          new CallFault(
              "stale etag",
              new Fault.Refuse(412, "PreconditionFailed", "The precondition is false"),
              Meaning.PASSING_ONCE,
              Set.of("UpdateDistribution")),
          new CallFault(
              "invalid if match version",
              new Fault.Refuse(400, "InvalidIfMatchVersion", "The If-Match version is not valid"),
              Meaning.PASSING_ONCE,
              Set.of("UpdateDistribution")),
          new CallFault(
              "please retry",
              new Fault.Refuse(
                  400,
                  "InvalidWebACLId",
                  "Unable to verify read permissions on Web ACL. Please retry the request."),
              Meaning.PASSING,
              Set.of("UpdateDistribution")),
          new CallFault(
              "publish denied",
              new Fault.Refuse(403, "AuthorizationError", "Not authorized to perform: SNS:Publish"),
              Meaning.PASSING,
              Set.of("Publish")),
          new CallFault(
              "no topic",
              new Fault.Refuse(404, "NotFound", "Topic does not exist"),
              Meaning.PASSING,
              Set.of("Publish")),
          new CallFault(
              "invalid parameter",
              new Fault.Refuse(400, "InvalidParameter", "Invalid parameter: Message too long"),
              Meaning.PASSING,
              Set.of("Publish")),
          new CallFault(
              "key denied",
              new Fault.Refuse(
                  400, "KMSAccessDenied", "The ciphertext refers to a key without access"),
              Meaning.PASSING,
              Set.of("Publish")));

  enum Meaning {
    /** The call did nothing, and trying again may help. */
    PASSING,
    /** The same, once; as the answer to the same request again it is a refusal. */
    PASSING_ONCE,
    /** The call may have been acted upon. */
    ACTED,
    /** The call did nothing, and trying again cannot help. */
    REFUSED
  }

  CallFault {
    actions = Set.copyOf(actions);
  }

  /** Whether only a limit on time ends it. */
  boolean isSlow() {
    return switch (fault) {
      case Fault.Stall _ -> true;
      case Fault.Spoil(var how) -> how.isSlow();
      case Fault.Refuse _,
          Fault.RefuseWith _,
          Fault.Instead _,
          Fault.AnswerOf _,
          Fault.Stray _,
          Fault.Reset _,
          Fault.Vanish _ ->
          false;
    };
  }
}
