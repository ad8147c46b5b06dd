/**
 * The product in one screen: a {@link httpsguard.Trigger} goes into {@link httpsguard.HttpsGuard},
 * which reads, judges, repairs and tells through two ports, {@link
 * httpsguard.distribution.Distributions} and {@link httpsguard.Notices}, and returns an {@link
 * httpsguard.Outcome}.
 */
@NullMarked
package httpsguard;

import org.jspecify.annotations.NullMarked;
