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

  /**
   * @param system as the property {@code os.name} has it
   * @throws IllegalArgumentException if the client has no library for it; the message says what to
   *     do
   */
  public static void requireItRunsOn(String system) {
    if (!system.equals("Linux")) {
      throw new IllegalArgumentException(
          "The function runs in Lambda's own runtime client, which is for Linux, and this is "
              + system
              + ": run the command on Linux, in WSL or in a container.");
    }
  }

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
