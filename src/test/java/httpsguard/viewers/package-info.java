/**
 * What viewers get before and after the function has run, on generated distributions. The viewer
 * edge, which is written from AWS's guide alone, is the judge; what is S3 is known from how it was
 * made.
 */
@NullMarked
package httpsguard.viewers;

import org.jspecify.annotations.NullMarked;
