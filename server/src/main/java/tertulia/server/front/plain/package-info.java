/**
 * Plain text for people with nc: lines to commands, notices to lines. Nothing anybody says can pass for a notice.
 */
@NullMarked
package tertulia.server.front.plain;

import org.jspecify.annotations.NullMarked;
