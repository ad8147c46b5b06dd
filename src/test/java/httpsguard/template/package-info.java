/**
 * {@code template.yaml} and {@code events/}, held to what they promise: the stack is worked out as
 * CloudFormation would make it, then each path that an event, a failure or an alarm takes is walked
 * through the policies that must let it pass. {@link httpsguard.template.GuardTemplate} is the way
 * in for other tests.
 */
@NullMarked
package httpsguard.template;

import org.jspecify.annotations.NullMarked;
