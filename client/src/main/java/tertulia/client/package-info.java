/**
 * Everything of a chat program that is not a screen: the connection that comes back by itself, the timelines, the
 * outbox, sealing, who is present, and who one is. A screen makes a {@link tertulia.client.Client} and is told what happens.
 */
@NullMarked
package tertulia.client;

import org.jspecify.annotations.NullMarked;
