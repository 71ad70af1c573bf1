package tertulia.desktop;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Message;

/** Calls the person who looks elsewhere, by notifications of the desktop and a sound, for what the person wants to be called. */
final class Attention {
    /** What one can be called for, the usual one first: one's name and what is private, everything, or nothing. */
    static final List<String> LEVELS = List.of("mentions", "all", "none");

    static final String LEVEL = "notify-for";

    private static final String NOTIFY = "notify";
    private static final String SOUND = "sound";
    private static final int MOST_CHARACTERS = 200;

    private final Memory memory;
    private final Optional<Consumer<Notifier.Note>> desktop;
    private final Runnable sound;

    /** {@code desktop} shows notifications, where there is something that does. */
    Attention(Memory memory, Optional<Consumer<Notifier.Note>> desktop, Runnable sound) {
        this.memory = memory;
        this.desktop = desktop;
        this.sound = sound;
    }

    /** Whether notifications can be shown at all. */
    boolean isPossible() {
        return desktop.isPresent();
    }

    boolean isOn() {
        return isPossible() && memory.isOn(NOTIFY, true);
    }

    void turn(boolean on) {
        memory.keep(NOTIFY, on ? "on" : "off");
    }

    boolean sounds() {
        return memory.isOn(SOUND, false);
    }

    /** Turns the sound on, which is then heard once, or off. */
    void sound(boolean on) {
        memory.keep(SOUND, on ? "on" : "off");
        if (on) sound.run();
    }

    /** Tells of a message; {@code forUs}: it is private, or has our name in it. */
    void tell(Conversation where, Message message, boolean forUs) {
        String level = Look.chosen(memory, LEVEL, LEVELS);
        if (level.equals("none") || level.equals("mentions") && !forUs) return;
        if (sounds()) sound.run();
        if (!isOn()) return;
        String name = Speech.name(message.author());
        String title = where.with().isPresent() ? name : Speech.of("web.mentioned-by", name);
        String text = Speech.lines(message.text());
        int end = text.offsetByCodePoints(0, Math.min(MOST_CHARACTERS, text.codePointCount(0, text.length())));
        desktop.ifPresent(shown -> shown.accept(new Notifier.Note(title, text.substring(0, end))));
    }
}
