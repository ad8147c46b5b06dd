/**
 * How outcomes are said: to people by e-mail, to programs as JSON. What somebody else wrote is
 * quoted, escaped and bounded, so that a reader can tell it from our words.
 */
@NullMarked
package httpsguard.notice;

import org.jspecify.annotations.NullMarked;
