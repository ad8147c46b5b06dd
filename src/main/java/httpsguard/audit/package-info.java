/**
 * The audit: looks at all distributions without writing to any, and makes a report. How a report is
 * written as JSON, and how it is read again, is here, too.
 */
@NullMarked
package httpsguard.audit;

import org.jspecify.annotations.NullMarked;
