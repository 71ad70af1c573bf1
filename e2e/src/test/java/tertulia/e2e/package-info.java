/**
 * The packaged program as people use it: real processes, real sockets, files on a disk. Nothing of Tertulia's own code is
 * called from here.
 */
@NullMarked
package tertulia.e2e;

import org.jspecify.annotations.NullMarked;
