package httpsguard.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import httpsguard.distribution.TimeLeft;
import java.time.Duration;

/** What Lambda tells a function about its invocation. */
record InvocationDetails(
    String requestId, String functionName, String functionArn, TimeLeft timeLeft) {
  static InvocationDetails of(Context context) {
    return new InvocationDetails(
        context.getAwsRequestId(),
        context.getFunctionName(),
        context.getInvokedFunctionArn(),
        () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
  }
}
