/**
 * A server put together: the port, its fronts and a node.
 */
@NullMarked
package tertulia.server;

import org.jspecify.annotations.NullMarked;
