/**
 * HTTP and WebSocket: the page, a few answers for programs, and the JSON front's language inside frames. PROTOCOL.md is its
 * description.
 */
@NullMarked
package tertulia.server.front.web;

import org.jspecify.annotations.NullMarked;
