package tertulia.model;

/** What someone wants to add to a room. */
public record Draft(Author author, MessageId id, Event event) {

    /** What makes two drafts in a room the same. */
    public Key key() {
        return new Key(author.id(), id);
    }

    /** Whether {@code other} says the same; the handle does not count, for it may have changed between two tries. */
    public boolean repeats(Draft other) {
        return key().equals(other.key()) && event.equals(other.event);
    }

    /** An author's own id of a draft; unique in a room. */
    public record Key(UserId author, MessageId id) {}
}
