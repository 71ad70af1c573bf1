/** What the core needs from the world: the log, the directory, lanes to run on. Interfaces and their values only. */
@NullMarked
package tertulia.core.port;

import org.jspecify.annotations.NullMarked;
