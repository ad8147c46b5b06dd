/**
 * What is right and what is drift: the HTTPS policy, and its verdict on each cache behavior. Pure.
 */
@NullMarked
package httpsguard.policy;

import org.jspecify.annotations.NullMarked;
