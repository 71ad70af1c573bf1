package tertulia.server.front.plain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Entry;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Line;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.RoomKind;

/** The commands of a plain connection, {@code /who} and the like, and what is remembered for their sake. */
final class Slashes {
    private static final int USUAL_HISTORY = 20;
    private static final int NAMES_IN_A_LINE = 20;
    static final String HISTORY_REF = "history";

    private final PlainSpeaker speaker;
    private final Limits limits;

    // The pages of a /history that is under way.
    private final Set<RoomId> awaited = new HashSet<>(2);
    private final List<Entry> collected = new ArrayList<>(0);
    private int wanted;

    private final Map<RoomId, Author> correspondents = new HashMap<>(2);
    private final List<Author> present = new ArrayList<>(0);

    Slashes(PlainSpeaker speaker, Limits limits) {
        this.speaker = speaker;
        this.limits = limits;
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
        if (!awaited.isEmpty()) {
            refuse(Refusal.of(Refusal.Code.MALFORMED, speaker.lines().words().of("plain.history-busy")));
            return;
        }
        wanted = USUAL_HISTORY;
        if (!many.isEmpty()) {
            try {
                wanted = Integer.parseInt(many);
            } catch (NumberFormatException e) {
                wanted = 0;
            }
            long most = limits.of(Limit.HISTORY_ENTRIES);
            if (wanted < 1 || wanted > most) {
                refuse(Refusal.of(
                        Refusal.Code.MALFORMED, speaker.lines().words().of("plain.history-number", most)));
                return;
            }
        }
        awaited.add(RoomId.LOBBY);
        awaited.addAll(correspondents.keySet());
        for (var room : List.copyOf(awaited)) {
            speaker.ask(HISTORY_REF, new Command.History(room, OptionalLong.empty(), OptionalLong.empty(), wanted));
        }
    }

    /** A room's part of the history has come; with the last of them it is shown, in the order of time. */
    void page(Notice.Page page) {
        if (!awaited.remove(page.room())) return;
        for (var entry : page.entries()) if (!speaker.lines().entry(entry).isEmpty()) collected.add(entry);
        if (!awaited.isEmpty()) return;
        collected.sort(Comparator.comparing(Entry::at));
        var last = collected.subList(Math.max(0, collected.size() - wanted), collected.size());
        speaker.write(speaker.lines().notice("plain.history", last.size()));
        for (var entry : last) speaker.write(shown(entry));
        collected.clear();
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

    /** A page was refused: what came is all there is. */
    void refused() {
        awaited.clear();
        collected.clear();
    }

    private void refuse(Refusal refusal) {
        speaker.tell(new Notice.Refused("", refusal, Optional.empty()));
    }
}
