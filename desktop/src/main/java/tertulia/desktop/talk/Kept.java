package tertulia.desktop.talk;

import java.util.Optional;
import tertulia.model.Author;

/**
 * What is kept of a conversation from one start of the window to the next.
 *
 * @param with whom it is with; nobody if it is the lobby
 * @param read all up to this seq was read
 * @param unread how many messages of others after it are unread, as far as they were counted
 * @param counted up to this seq they were counted
 * @param gone whether whom it is with left for good
 * @param draft what one began to write, after what was not sent yet
 */
public record Kept(Optional<Author> with, long read, int unread, long counted, boolean gone, String draft) {}
