/**
 * JSON, and the only room that knows its parser: strict and bounded reading of what others wrote,
 * as maps, lists and values, and writing in ASCII.
 */
@NullMarked
package httpsguard.json;

import org.jspecify.annotations.NullMarked;
