/** What Lambda calls: the handlers, how they read their events, and their settings. */
@NullMarked
package httpsguard.lambda;

import org.jspecify.annotations.NullMarked;
