/** Which host is S3, and which endpoint of S3 it is. Pure. */
@NullMarked
package httpsguard.s3;

import org.jspecify.annotations.NullMarked;
