/** Whether the generator notices what a server does wrong, tried on a small server that does wrong on demand. */
@NullMarked
package tertulia.bench;

import org.jspecify.annotations.NullMarked;
