/** What findings mean for viewers and owners, and what people are to do about them. */
@NullMarked
package httpsguard.advice;

import org.jspecify.annotations.NullMarked;
