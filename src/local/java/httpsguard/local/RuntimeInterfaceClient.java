package httpsguard.local;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Where the test class path has the program that runs Java functions in Lambda. */
public final class RuntimeInterfaceClient {
  static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  // One class from each jar that the client itself needs: nothing else may leak in.
  private static final List<String> CLASSES =
      List.of(
          MAIN,
          "com.amazonaws.services.lambda.runtime.Context",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  private RuntimeInterfaceClient() {}

  /** Its jars, and those that it needs. */
  public static String classPath() {
    return CLASSES.stream()
        .map(RuntimeInterfaceClient::jar)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jar(String className) {
    try {
      var location =
          Class.forName(className, false, RuntimeInterfaceClient.class.getClassLoader())
              .getProtectionDomain()
              .getCodeSource()
              .getLocation();
      return Path.of(location.toURI()).toString();
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("the test class path lacks " + className, e);
    }
  }
}
