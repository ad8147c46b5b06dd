package httpsguard.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The audit, {@code AuditHandler}, with the classes of {@link FunctionClasses}. */
public final class AuditFunction implements RequestStreamHandler {
  private final RequestStreamHandler handler =
      FunctionClasses.handler("httpsguard.lambda.AuditHandler");

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    handler.handleRequest(input, output, context);
  }
}
