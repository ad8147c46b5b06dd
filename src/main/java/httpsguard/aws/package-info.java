/** The two ports on AWS: CloudFront and SNS. Nothing here decides. */
@NullMarked
package httpsguard.aws;

import org.jspecify.annotations.NullMarked;
