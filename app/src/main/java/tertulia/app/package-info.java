/** The {@code tertulia} command: reads what the operator wants and puts the parts together. Nothing clever. */
@NullMarked
package tertulia.app;

import org.jspecify.annotations.NullMarked;
