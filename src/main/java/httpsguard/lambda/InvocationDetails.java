package httpsguard.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import httpsguard.distribution.TimeLeft;
import java.time.Duration;

/**
 * What Lambda tells a function about its invocation.
 *
 * @param account the twelve digits of the function's own
 */
record InvocationDetails(String requestId, String functionName, String account, TimeLeft timeLeft) {
  private static final int ACCOUNT_IN_ARN = 4;

  static InvocationDetails of(Context context) {
    return new InvocationDetails(
        context.getAwsRequestId(),
        context.getFunctionName(),
        account(context.getInvokedFunctionArn()),
        () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
  }

  /** The twelve digits in the ARN of a function or a role; empty if it is no such ARN. */
  static String account(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length > ACCOUNT_IN_ARN ? parts[ACCOUNT_IN_ARN] : "";
  }
}
