/**
 * What CloudFront says about a distribution: its config as it is judged ({@link
 * httpsguard.distribution.DistributionConfig}) and as it is edited ({@link
 * httpsguard.distribution.DistributionDocument}).
 */
@NullMarked
package httpsguard.distribution;

import org.jspecify.annotations.NullMarked;
