/**
 * What can be said: ids, names, limits, commands, events, replies and {@link tertulia.model.RoomState}. Pure Java: no
 * I/O, no threads, no clock.
 */
@NullMarked
package tertulia.model;

import org.jspecify.annotations.NullMarked;
