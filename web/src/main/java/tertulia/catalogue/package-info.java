/**
 * Makes of the built web client what the browser loads: the words it says and the list of files that work offline.
 * Runs at build time only and is not shipped.
 */
@NullMarked
package tertulia.catalogue;

import org.jspecify.annotations.NullMarked;
