/** Whether a test notices when the code that decides is broken. */
@NullMarked
package httpsguard.mutation;

import org.jspecify.annotations.NullMarked;
