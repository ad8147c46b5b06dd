package httpsguard.local;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that a stand-in prints: they run as they are in another terminal, on a machine on
 * which nobody has set up the AWS CLI.
 *
 * @param viewers where plain HTTP is answered
 */
record Invitation(URI endpoint, String viewers, Launch launch, boolean isGuarded) {
  /** In policy at first; its alias answers. */
  private static final String ID = "E2LNV9S7FQ3XJD";

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "In a terminal of its own, to be closed afterwards (POSIX shell; there, the AWS CLI asks"
            + " the stand-in):");
    lines.add("");
    lines.add("export AWS_ENDPOINT_URL=" + endpoint);
    lines.add("export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1");
    lines.add("export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any");
    lines.add("aws cloudfront list-distributions --query 'DistributionList.Items[].Id'");
    lines.add(curl());
    if (isGuarded) {
      lines.add("");
      lines.add("Let viewers use plain HTTP, watch the guard here, and ask again:");
      lines.add("");
      lines.add("aws cloudfront get-distribution-config --id " + ID + " \\");
      lines.add(
          "  --query DistributionConfig | sed 's/redirect-to-https/allow-all/' > drifted.json");
      lines.add("aws cloudfront update-distribution --id " + ID + " \\");
      lines.add("  --distribution-config file://drifted.json --query Distribution.Status \\");
      lines.add(
          "  --if-match \"$(aws cloudfront get-distribution-config --id "
              + ID
              + " --query ETag --output text)\"");
      lines.add("sleep 10");
      lines.add(curl());
    }
    if (launch.isCheckout() && !isGuarded) {
      lines.add("");
      lines.add("The function in Lambda's image, after sam build:");
      lines.add("");
      lines.add("sam local invoke Guard --event events/terraform-update.json" + onThisMachine());
    }
    return lines;
  }

  private String curl() {
    return "curl -i --connect-to ::"
        + viewers.substring("http://".length())
        + " http://"
        + (isGuarded ? "blog.example.com" : "www.example.com")
        + "/";
  }

  /** The functions are for arm64 unless SAM is told otherwise. */
  private static String onThisMachine() {
    return System.getProperty("os.arch").equals("aarch64") ? "" : " --config-env x86";
  }
}
