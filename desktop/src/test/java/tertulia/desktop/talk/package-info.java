/** Tests of what a window shows. */
@NullMarked
package tertulia.desktop.talk;

import org.jspecify.annotations.NullMarked;
