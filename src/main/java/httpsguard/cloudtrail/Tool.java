package httpsguard.cloudtrail;

/** What a call was made with, as far as the record tells; a user agent is the caller's own word. */
public enum Tool {
  CONSOLE("AWS Management Console"),
  CLOUDFORMATION("AWS CloudFormation"),
  TERRAFORM("Terraform"),
  CLI("AWS CLI"),
  SDK("AWS SDK"),
  AWS_SERVICE("AWS service"),
  UNKNOWN("unknown tool");

  private final String label;

  Tool(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
