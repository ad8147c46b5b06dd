package httpsguard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.cloudtrail.Events;
import httpsguard.local.Accounts;
import httpsguard.local.CloudStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same three calls in Python, as a process from its start to its end. */
record Script(Path file) {
  private static final String SOURCE =
      """
      import boto3
      id, topic = %s, %s
      cloudfront = boto3.client("cloudfront")
      sns = boto3.client("sns")
      read = cloudfront.get_distribution_config(Id=id)
      config = read["DistributionConfig"]
      if config["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "allow-all":
          config["DefaultCacheBehavior"]["ViewerProtocolPolicy"] = "redirect-to-https"
          cloudfront.update_distribution(Id=id, IfMatch=read["ETag"], DistributionConfig=config)
          sns.publish(TopicArn=topic, Subject="HTTPS for " + id, Message="repaired")
      """
          .formatted('"' + Events.ID + '"', '"' + CloudStandIn.TOPIC_ARN + '"');

  /** Empty where there is no python3 with boto3. */
  static Optional<Script> find(Path directory) throws IOException, InterruptedException {
    boolean isThere;
    try {
      isThere = run(List.of("python3", "-c", "import boto3"), Map.of());
    } catch (IOException noPython) {
      isThere = false;
    }
    return isThere
        ? Optional.of(new Script(Files.writeString(directory.resolve("repair.py"), SOURCE)))
        : Optional.empty();
  }

  /** Milliseconds from start to end. */
  double measure(URI endpoint, Path certificate) throws IOException, InterruptedException {
    long start = System.nanoTime();
    boolean isDone =
        run(
            List.of("python3", file.toString()),
            Map.of(
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_CA_BUNDLE", certificate.toString(),
                "AWS_ACCESS_KEY_ID", Accounts.DEFAULT_KEY.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", Accounts.DEFAULT_KEY.secretAccessKey(),
                "AWS_DEFAULT_REGION", "us-east-1"));
    if (!isDone) {
      throw new IllegalStateException("the script failed");
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static boolean run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    boolean isDone = process.waitFor() == 0;
    if (!isDone && !environment.isEmpty()) {
      System.out.println(output);
    }
    return isDone;
  }
}
