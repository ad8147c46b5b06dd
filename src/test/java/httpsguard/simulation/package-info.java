/**
 * The whole in virtual time: the product's own handlers, and around them a month of EventBridge,
 * SQS, Lambda, CloudFront, SNS, owners and an operator, all decided by one seed. {@link
 * httpsguard.simulation.Month} puts it together, {@link httpsguard.simulation.Promises} judges it.
 */
@NullMarked
package httpsguard.simulation;

import org.jspecify.annotations.NullMarked;
