/**
 * How outcomes are said: to people by e-mail and chat, to programs as JSON. What findings mean, and
 * what to do about them, is {@code httpsguard.advice}'s to say.
 */
@NullMarked
package httpsguard.notice;

import org.jspecify.annotations.NullMarked;
