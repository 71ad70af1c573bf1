/** Tests of the desktop's window, without a screen. */
@NullMarked
package tertulia.desktop;

import org.jspecify.annotations.NullMarked;
