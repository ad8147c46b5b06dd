package httpsguard.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import java.time.Instant;

/** What Lambda tells a function about its invocation; its time runs out as there. */
public record InvocationContext(Instant deadline) implements Context {
  private static final String NAME = "https-guard";

  public static InvocationContext endingIn(Duration time) {
    return new InvocationContext(Instant.now().plus(time));
  }

  @Override
  public int getRemainingTimeInMillis() {
    return Math.toIntExact(Math.max(0, Duration.between(Instant.now(), deadline).toMillis()));
  }

  @Override
  public String getFunctionName() {
    return NAME;
  }

  @Override
  public String getAwsRequestId() {
    return "495b12a8-xmpl-4eca-8168-160484189f99";
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + NAME;
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:us-east-1:111122223333:function:" + NAME;
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw new UnsupportedOperationException("not invoked by a mobile application");
  }

  @Override
  public ClientContext getClientContext() {
    throw new UnsupportedOperationException("not invoked by a mobile application");
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public LambdaLogger getLogger() {
    throw new UnsupportedOperationException("the function writes to standard output");
  }
}
