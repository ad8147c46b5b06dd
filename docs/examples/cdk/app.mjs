// HTTPS Guard from a release's files, which are in this folder.
import { App, Stack } from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import { Asset } from "aws-cdk-lib/aws-s3-assets";

const RELEASE = "https-guard-0.1.0";

// The guard works in us-east-1 only.
const stack = new Stack(new App(), "https-guard", {
  env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: "us-east-1" },
});

// cdk bootstrap made the bucket that this goes to.
const code = new Asset(stack, "Code", { path: `${RELEASE}.zip` });

// CDK puts these values in the place of the parameters. The others stay parameters of the stack, and keep what
// the stack has.
new CfnInclude(stack, "Guard", {
  templateFile: `${RELEASE}.template.yaml`,
  parameters: {
    CodeBucket: code.s3BucketName,
    CodeKey: code.s3ObjectKey,
    NotificationEmail: "security@example.com",
  },
});
