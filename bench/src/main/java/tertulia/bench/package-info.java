/**
 * Numbers: a load generator for chat servers that checks every delivery, and what it takes to measure a server with it.
 * Real sockets, loopback only; never shipped, and it knows the server only by its protocols.
 */
@NullMarked
package tertulia.bench;

import org.jspecify.annotations.NullMarked;
