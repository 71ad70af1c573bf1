/**
 * The one port: accepts connections, tells by their first bytes which front is meant, and runs lanes on event loops. Knows
 * bytes and sockets, and no language spoken over them.
 */
@NullMarked
package tertulia.server.net;

import org.jspecify.annotations.NullMarked;
