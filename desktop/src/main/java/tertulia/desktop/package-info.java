/**
 * The desktop client's windows, on JavaFX. Everything here runs on the window's thread; the network and the disk are
 * behind {@link tertulia.desktop.Session}, {@link tertulia.client.Inquiry} and {@link tertulia.desktop.Memory}.
 */
@NullMarked
package tertulia.desktop;

import org.jspecify.annotations.NullMarked;
