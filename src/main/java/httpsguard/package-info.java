/** The product in one screen. */
@NullMarked
package httpsguard;

import org.jspecify.annotations.NullMarked;
