/**
 * What CloudTrail said: which call was made on which distribution, by whom, and the config that it
 * wrote.
 */
@NullMarked
package httpsguard.cloudtrail;

import org.jspecify.annotations.NullMarked;
