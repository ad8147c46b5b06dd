/** What things cost: run by hand, asserted by no test. */
@NullMarked
package httpsguard.bench;

import org.jspecify.annotations.NullMarked;
