package tertulia.model;

/** What {@link RoomState} says of a draft. */
public sealed interface Verdict {

    record Fine() implements Verdict {}

    record Refused(Refusal refusal) implements Verdict {}

    static Verdict fine() {
        return new Fine();
    }

    static Verdict refused(Refusal.Code code, Object... details) {
        return new Refused(Refusal.of(code, details));
    }
}
