/**
 * Failures, played: faults of every call, crashes, races, bursts and fights, each with the tries of
 * its queue around the function. What {@code docs/evidence.md} says was tried is tried here.
 */
@NullMarked
package httpsguard.reliability;

import org.jspecify.annotations.NullMarked;
