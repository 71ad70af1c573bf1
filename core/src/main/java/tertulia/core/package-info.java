/**
 * Who hears what, in which order: sessions, rooms, audiences, seats, presence. No Netty, SQL, sockets, threads, locks or
 * wall clock: it runs on lanes and asks the ports.
 */
@NullMarked
package tertulia.core;

import org.jspecify.annotations.NullMarked;
