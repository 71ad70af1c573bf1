/**
 * The operator's side: the console.
 */
@NullMarked
package tertulia.server.admin;

import org.jspecify.annotations.NullMarked;
