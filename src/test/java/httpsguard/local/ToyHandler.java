package httpsguard.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A function that does what its event says. It has the JDK and the runtime's own jars only. */
public final class ToyHandler implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), UTF_8);
    if (event.contains("throw")) {
      throw new IllegalStateException("told to");
    }
    if (event.contains("exit")) {
      Runtime.getRuntime().halt(7);
    }
    if (event.contains("sleep")) {
      sleep();
    }
    if (event.contains("print")) {
      System.out.println("raw line {\"x\":1}");
      System.err.println("to standard error");
      context.getLogger().log("through the logger");
    }
    output.write(told(event, context).getBytes(UTF_8));
  }

  private static String told(String event, Context context) {
    var json = new StringBuilder("{\"event\":\"" + event.replace("\"", "\\\"") + "\"");
    json.append(",\"arn\":\"").append(context.getInvokedFunctionArn()).append('"');
    json.append(",\"remaining\":").append(context.getRemainingTimeInMillis());
    for (String name : new String[] {"GREETING", "AWS_REGION", "HOME"}) {
      String value = System.getenv(name);
      if (value != null) {
        json.append(",\"").append(name).append("\":\"").append(value).append('"');
      }
    }
    return json.append('}').toString();
  }

  private static void sleep() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
