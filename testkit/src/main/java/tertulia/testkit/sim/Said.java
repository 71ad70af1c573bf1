package tertulia.testkit.sim;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tertulia.model.Command;
import tertulia.model.Entry;
import tertulia.model.MessageId;
import tertulia.model.Text;
import tertulia.model.UserId;

/** A message as its sender knows it, from the first try to the acknowledgement. */
final class Said {
    final UserId author;
    final Optional<MessageId> id;
    final Command.Target to;
    final String text;
    /** Another message has this id already: it must be refused. */
    final boolean isFalse;

    @Nullable
    Entry acked;

    boolean over;

    Said(UserId author, Optional<MessageId> id, Command.Target to, String text, boolean isFalse) {
        this.author = author;
        this.id = id;
        this.to = to;
        this.text = text;
        this.isFalse = isFalse;
    }

    Command.Say command() {
        return new Command.Say(to, id, Text.of(text));
    }

    boolean isByName() {
        return to instanceof Command.Target.Named(String name) && !name.equals("ALL");
    }
}
