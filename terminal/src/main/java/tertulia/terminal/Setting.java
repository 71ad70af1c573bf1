package tertulia.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jline.reader.Completer;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.OSUtils;

/** The terminal that a person sits at, whether its cursor can be moved, and what it is painted with. */
record Setting(Terminal terminal, boolean plain, Palette palette) implements AutoCloseable {
    /** The terminal this program was started in, as its environment describes it. */
    static Setting here(Map<String, String> environment) throws IOException {
        var palette = Palette.of(environment);
        String type = environment.getOrDefault("TERM", "");
        boolean plain = type.startsWith("dumb") || type.isEmpty() && !OSUtils.IS_WINDOWS;
        var builder = TerminalBuilder.builder().name("tertulia").system(true).encoding(StandardCharsets.UTF_8);
        // By the type dumb JLine would not read a terminal key by key; and it asks a terminal what it can do, unless
        // told.
        if (plain) builder.type("ansi").graphemeCluster(false);
        return new Setting(builder.build(), plain, palette);
    }

    Screen screen(Completer completer) {
        boolean stiff = plain || terminal.getStringCapability(Capability.cursor_up) == null;
        return stiff ? new PlainScreen(terminal) : new EditedScreen(terminal, palette, completer);
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
