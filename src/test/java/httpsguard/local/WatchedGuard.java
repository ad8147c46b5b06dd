package httpsguard.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/** A stand-in with the guard behind it, in a process of its own, and who edits what it holds. */
public final class WatchedGuard implements AutoCloseable {
  private static final String ID = "E2LNV9S7FQ3XJD";
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Process process;
  private final Path output;
  private final CloudFrontClient client;

  private WatchedGuard(Process process, Path output) throws IOException, InterruptedException {
    this.process = process;
    this.output = output;
    Matcher endpoint = awaitShown("export AWS_ENDPOINT_URL=(\\S+)(?s).*curl(?-s).*\\R\\s*\\R");
    client = SdkClients.cloudFront(URI.create(endpoint.group(1)));
  }

  public static WatchedGuard start(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Path output = folder.resolve("shown.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new WatchedGuard(process, output);
  }

  /** Lets viewers use plain HTTP to reach S3. */
  public void drift() {
    GetDistributionConfigResponse read = client.getDistributionConfig(r -> r.id(ID));
    client.updateDistribution(
        r ->
            r.id(ID)
                .ifMatch(read.eTag())
                .distributionConfig(
                    read.distributionConfig()
                        .copy(
                            config ->
                                config.defaultCacheBehavior(
                                    read.distributionConfig()
                                        .defaultCacheBehavior()
                                        .copy(
                                            behavior ->
                                                behavior.viewerProtocolPolicy(
                                                    ViewerProtocolPolicy.ALLOW_ALL))))));
  }

  public void awaitRepair() throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (policy() == ViewerProtocolPolicy.ALLOW_ALL && System.nanoTime() < end) {
      Thread.sleep(LOOK_AGAIN);
    }
    assertEquals(ViewerProtocolPolicy.REDIRECT_TO_HTTPS, policy());
  }

  /** Waits until it has shown what the pattern fits. */
  public Matcher awaitShown(String pattern) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    Matcher found = Pattern.compile(pattern).matcher(Files.readString(output, UTF_8));
    while (!found.find()) {
      assertTrue(
          process.isAlive() && System.nanoTime() < end, () -> pattern + " is not in\n" + shown());
      Thread.sleep(LOOK_AGAIN);
      found = Pattern.compile(pattern).matcher(Files.readString(output, UTF_8));
    }
    return found;
  }

  public long count(String words) {
    return shown().lines().filter(line -> line.contains(words)).count();
  }

  public List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** As Ctrl-C does. */
  public void stop() throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS), "it goes on");
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }

  private ViewerProtocolPolicy policy() {
    return client
        .getDistributionConfig(r -> r.id(ID))
        .distributionConfig()
        .defaultCacheBehavior()
        .viewerProtocolPolicy();
  }

  private String shown() {
    try {
      return Files.readString(output, UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
