package tertulia.server.front.plain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Entry;
import tertulia.model.Line;
import tertulia.model.Notice;
import tertulia.model.Recent;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.RoomKind;

/** The commands of a plain connection, {@code /who} and the like, and what is remembered for their sake. */
final class Slashes {
    private static final int USUAL_HISTORY = 20;
    /** What one connection's history may take in memory before it is sent. */
    private static final int HISTORY_BYTES = 1 << 20;

    private static final int NAMES_IN_A_LINE = 20;
    static final String HISTORY_REF = "history";

    /** All commands that need a name. */
    static final Set<String> NAMES = Set.of("who", "whoami", "history");

    private final PlainSpeaker speaker;
    // A /history that is under way, or waits until what was said before it is stored.
    private @Nullable Recent recent;
    private int wanted;
    private boolean waiting;

    private final Map<RoomId, Author> correspondents = new HashMap<>(2);
    private final List<Author> present = new ArrayList<>(0);

    Slashes(PlainSpeaker speaker) {
        this.speaker = speaker;
    }

    void command(Line.Slash slash) {
        switch (slash.name()) {
            case "who" -> speaker.ask("", new Command.Who());
            case "whoami" ->
                speaker.write(
                        speaker.lines().notice("plain.whoami", speaker.you().handle()));
            case "history" -> history(slash.rest());
            case "quit" -> speaker.ask("", new Command.Quit(false));
            case "help" -> speaker.write(speaker.lines().help());
            default -> refuse(Refusal.of(Refusal.Code.UNKNOWN_COMMAND, "/" + slash.name()));
        }
    }

    private void history(String many) {
        if (recent != null || waiting) {
            refuse(Refusal.of(Refusal.Code.MALFORMED, speaker.lines().words().of("plain.history-busy")));
            return;
        }
        try {
            wanted = many.isEmpty() ? USUAL_HISTORY : Integer.parseInt(many);
        } catch (NumberFormatException e) {
            wanted = 0;
        }
        if (wanted < 1 || wanted > Recent.MOST) {
            String sentence = speaker.lines().words().of("plain.history-number", Recent.MOST);
            refuse(Refusal.of(Refusal.Code.MALFORMED, sentence));
            return;
        }
        waiting = true;
        if (!speaker.isSaying()) said();
    }

    /** All that was said is answered. */
    void said() {
        if (!waiting) return;
        waiting = false;
        var rooms = new ArrayList<>(List.of(RoomId.LOBBY));
        rooms.addAll(correspondents.keySet());
        var begun = new Recent(rooms, wanted, HISTORY_BYTES);
        recent = begun;
        for (var asked : begun.begin()) speaker.ask(HISTORY_REF, asked);
    }

    /** A page has come; with the last of them the history is shown, in the order of time. */
    void page(Notice.Page page) {
        var under = recent;
        if (under == null) return;
        under.take(page).ifPresent(asked -> speaker.ask(HISTORY_REF, asked));
        shown(under);
    }

    /** A page was refused: what came is all there is. */
    void refused() {
        var under = recent;
        if (under == null) return;
        under.refused();
        shown(under);
    }

    private void shown(Recent under) {
        if (!under.isOver()) return;
        recent = null;
        var messages = under.messages();
        if (under.hasFailed() && messages.isEmpty()) return;
        speaker.write(speaker.lines().notice("plain.history", messages.size()));
        for (var entry : messages) speaker.write(shown(entry));
    }

    /** Whom a direct room is with. */
    void opened(Notice.RoomInfo info) {
        info.with().ifPresent(with -> correspondents.put(info.room(), with));
    }

    /** A part of the list of who is here has come. */
    void present(Notice.Present part) {
        present.addAll(part.users());
        if (part.more()) return;
        // Whoever has only just come may not be on the list yet, but is here.
        if (present.stream()
                .noneMatch(author -> author.id().equals(speaker.you().id()))) present.add(speaker.you());
        speaker.write(speaker.lines().notice("plain.present", present.size()));
        var names = speaker.lines()
                .words()
                .sorted(present.stream().map(author -> author.handle().text()).toList(), name -> name);
        for (int i = 0; i < names.size(); i += NAMES_IN_A_LINE) {
            var some = names.subList(i, Math.min(names.size(), i + NAMES_IN_A_LINE));
            speaker.write(speaker.lines().notice("plain.present-names", String.join(", ", some)));
        }
        present.clear();
    }

    private String shown(Entry entry) {
        boolean own = entry.draft().author().id().equals(speaker.you().id());
        if (!own || entry.room().kind() != RoomKind.DIRECT)
            return speaker.lines().entry(entry);
        var with = correspondents.get(entry.room());
        String to = with == null ? "?" : with.handle().text();
        return speaker.lines().entryTo(entry, to);
    }

    private void refuse(Refusal refusal) {
        speaker.tell(new Notice.Refused("", refusal, Optional.empty()));
    }
}
