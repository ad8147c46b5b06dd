/** What developers run before they deploy: checks of a policy, and of configs in files. */
@NullMarked
package httpsguard.cli;

import org.jspecify.annotations.NullMarked;
