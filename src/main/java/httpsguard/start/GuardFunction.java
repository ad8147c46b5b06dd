package httpsguard.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The guard, {@code GuardHandler}, with the classes of {@link FunctionClasses}. */
public final class GuardFunction implements RequestStreamHandler {
  private final RequestStreamHandler handler =
      FunctionClasses.handler("httpsguard.lambda.GuardHandler");

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    handler.handleRequest(input, output, context);
  }
}
