/**
 * The operator's side: the console, and what the log says of people where there is none.
 */
@NullMarked
package tertulia.server.admin;

import org.jspecify.annotations.NullMarked;
