/** Both readers of what others wrote, fed by a fuzzer. */
@NullMarked
package httpsguard.fuzz;

import org.jspecify.annotations.NullMarked;
