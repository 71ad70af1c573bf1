/**
 * JSON, an object at a time: bytes to commands, notices to bytes. PROTOCOL.md is its description.
 */
@NullMarked
package tertulia.server.front.json;

import org.jspecify.annotations.NullMarked;
