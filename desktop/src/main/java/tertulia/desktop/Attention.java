package tertulia.desktop;

import java.util.Optional;
import java.util.function.Consumer;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Message;

/** Calls the person who looks elsewhere, by notifications of the desktop, unless that was turned off. */
final class Attention {
    private static final int MOST_CHARACTERS = 200;

    private final Memory memory;
    private final Optional<Consumer<Notifier.Note>> desktop;

    /** {@code desktop} shows notifications, where there is something that does. */
    Attention(Memory memory, Optional<Consumer<Notifier.Note>> desktop) {
        this.memory = memory;
        this.desktop = desktop;
    }

    /** Whether notifications can be shown at all. */
    boolean isPossible() {
        return desktop.isPresent();
    }

    boolean isOn() {
        return isPossible() && !memory.text("notify").equals(Optional.of("off"));
    }

    void turn(boolean on) {
        memory.keep("notify", on ? "on" : "off");
    }

    /** Tells of a message that is meant for the person. */
    void tell(Conversation where, Message message) {
        if (!isOn()) return;
        String name = Speech.name(message.author());
        String title = where.with().isPresent() ? name : Speech.of("web.mentioned-by", name);
        String text = Speech.lines(message.text());
        int end = text.offsetByCodePoints(0, Math.min(MOST_CHARACTERS, text.codePointCount(0, text.length())));
        desktop.ifPresent(shown -> shown.accept(new Notifier.Note(title, text.substring(0, end))));
    }
}
