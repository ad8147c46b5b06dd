/** Where Lambda enters the functions. No room uses it, and it uses none: it names the handlers. */
@NullMarked
package httpsguard.start;

import org.jspecify.annotations.NullMarked;
