/** The core in a world that one seed decides: lanes, clock, log, directory, sockets and clients, all of them hostile. */
@NullMarked
package tertulia.testkit.sim;

import org.jspecify.annotations.NullMarked;
