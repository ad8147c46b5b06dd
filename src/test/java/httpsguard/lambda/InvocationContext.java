package httpsguard.lambda;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.Instant;

/** What Lambda tells a function about its invocation. */
public final class InvocationContext {
  private static final String NAME = "https-guard";

  private InvocationContext() {}

  /** Its time runs out as it does on Lambda. */
  public static Context endingIn(Duration time) {
    Instant deadline = Instant.now().plus(time);
    Context context = mock(Context.class, withSettings().stubOnly());
    when(context.getRemainingTimeInMillis()).thenAnswer(_ -> millisUntil(deadline));
    when(context.getFunctionName()).thenReturn(NAME);
    when(context.getAwsRequestId()).thenReturn("495b12a8-xmpl-4eca-8168-160484189f99");
    when(context.getInvokedFunctionArn())
        .thenReturn("arn:aws:lambda:us-east-1:111122223333:function:" + NAME);
    return context;
  }

  private static int millisUntil(Instant deadline) {
    return Math.toIntExact(Math.max(0, Duration.between(Instant.now(), deadline).toMillis()));
  }
}
