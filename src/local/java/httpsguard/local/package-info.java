/**
 * AWS on the loopback interface: {@link httpsguard.local.CloudStandIn} for CloudFront and SNS,
 * {@link httpsguard.local.Edge} for a viewer's side of CloudFront, {@link
 * httpsguard.local.FunctionProcess} for Lambda. Nothing here uses the product, but for how a
 * command's options are read: what a test learns from these classes, the product has not told it.
 */
@NullMarked
package httpsguard.local;

import org.jspecify.annotations.NullMarked;
