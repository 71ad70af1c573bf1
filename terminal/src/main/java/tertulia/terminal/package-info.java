/**
 * The chat program for a terminal, and for pipes: screens only. What a chat program knows and does besides is in
 * {@code tertulia.client}.
 */
@NullMarked
package tertulia.terminal;

import org.jspecify.annotations.NullMarked;
