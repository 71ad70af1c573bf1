/** What is built for the browser: its words are all there, and it is small. */
@NullMarked
package tertulia.catalogue;

import org.jspecify.annotations.NullMarked;
