/**
 * What CloudFront says about a distribution: its config as it is judged ({@link
 * httpsguard.distribution.DistributionConfig}) and as it is edited ({@link
 * httpsguard.distribution.DistributionDocument}), and the ports to ask it by ({@link
 * httpsguard.distribution.Distributions}, {@link httpsguard.distribution.Listing}).
 */
@NullMarked
package httpsguard.distribution;

import org.jspecify.annotations.NullMarked;
