/**
 * How outcomes are put into notices: for people by e-mail and chat, for programs as JSON. {@code
 * httpsguard.advice} says what findings mean, and what to do about them.
 */
@NullMarked
package httpsguard.notice;

import org.jspecify.annotations.NullMarked;
