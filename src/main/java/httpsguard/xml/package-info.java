/**
 * What is refused of XML that others wrote, before it is parsed: what is not UTF-8, what stands for
 * no character, and what would keep a parser busy for longer than its length explains.
 */
@NullMarked
package httpsguard.xml;

import org.jspecify.annotations.NullMarked;
