/** Lays the functions' package out, in every build: {@code sam build}'s too. */
@NullMarked
package httpsguard.pack;

import org.jspecify.annotations.NullMarked;
