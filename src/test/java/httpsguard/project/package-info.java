/** The project's own rules: its format, and its rooms. */
@NullMarked
package httpsguard.project;

import org.jspecify.annotations.NullMarked;
