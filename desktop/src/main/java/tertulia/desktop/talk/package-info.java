/**
 * What a window shows of all conversations, folded out of what the client tells: no screen is needed for it, and nothing
 * here may know of one.
 */
@NullMarked
package tertulia.desktop.talk;

import org.jspecify.annotations.NullMarked;
