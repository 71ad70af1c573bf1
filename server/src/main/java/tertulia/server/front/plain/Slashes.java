package tertulia.server.front.plain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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
import tertulia.model.Words;

/** The commands of a plain connection, {@code /who} and the like. */
final class Slashes {
    private static final int USUAL_HISTORY = 20;
    static final String HISTORY_REF = "history";

    private final PlainSpeaker speaker;
    private final Limits limits;

    // The pages of a /history that is under way.
    private final Set<RoomId> awaited = new HashSet<>(2);
    private final List<Entry> collected = new ArrayList<>(0);
    private int wanted;

    Slashes(PlainSpeaker speaker, Limits limits) {
        this.speaker = speaker;
        this.limits = limits;
    }

    void command(Line.Slash slash) {
        switch (slash.name()) {
            case "who" -> speaker.ask("", new Command.Who());
            case "whoami" ->
                speaker.write(Lines.notice("plain.whoami", speaker.you().handle()));
            case "history" -> history(slash.rest());
            case "quit" -> speaker.ask("", new Command.Quit());
            case "help" -> help();
            default -> refuse(Refusal.of(Refusal.Code.UNKNOWN_COMMAND, "/" + slash.name()));
        }
    }

    private void help() {
        for (String line : Words.english().of("plain.help").split("\n", -1)) speaker.write("* " + line + "\n");
    }

    private void history(String many) {
        if (!awaited.isEmpty()) return; // One at a time: its answer is on the way.
        wanted = USUAL_HISTORY;
        if (!many.isEmpty()) {
            try {
                wanted = Integer.parseInt(many);
            } catch (NumberFormatException e) {
                wanted = 0;
            }
            long most = limits.of(Limit.HISTORY_ENTRIES);
            if (wanted < 1 || wanted > most) {
                refuse(Refusal.of(Refusal.Code.MALFORMED, Words.english().of("plain.history-number", most)));
                return;
            }
        }
        awaited.addAll(speaker.session().rooms());
        for (var room : List.copyOf(awaited)) {
            speaker.ask(HISTORY_REF, new Command.History(room, OptionalLong.empty(), OptionalLong.empty(), wanted));
        }
    }

    /** A room's part of the history has come; with the last of them it is shown, in the order of time. */
    void page(Notice.Page page) {
        awaited.remove(page.room());
        for (var entry : page.entries()) if (!Lines.entry(entry).isEmpty()) collected.add(entry);
        if (!awaited.isEmpty()) return;
        collected.sort(Comparator.comparing(Entry::at));
        var last = collected.subList(Math.max(0, collected.size() - wanted), collected.size());
        speaker.write(Lines.notice("plain.history", last.size()));
        for (var entry : last) speaker.write(shown(entry));
        collected.clear();
    }

    private String shown(Entry entry) {
        boolean own = entry.draft().author().id().equals(speaker.you().id());
        if (!own || entry.room().kind() != RoomKind.DIRECT) return Lines.entry(entry);
        var to = speaker.correspondent(entry.room())
                .map(Author::handle)
                .map(Object::toString)
                .orElse("?");
        return Lines.entry(entry, Words.english().of("plain.private-to", to));
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
