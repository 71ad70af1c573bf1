/**
 * The log and the directory in SQL. SQLite embedded; the only place that knows a table.
 */
@NullMarked
package tertulia.store;

import org.jspecify.annotations.NullMarked;
