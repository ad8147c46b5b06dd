/**
 * How a text for people is made: what others wrote is quoted, escaped and bounded, so that a reader
 * can tell it from our words; sentences become paragraphs, tables and numbered steps.
 */
@NullMarked
package httpsguard.text;

import org.jspecify.annotations.NullMarked;
