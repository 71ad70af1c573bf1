package tertulia.server.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The line that an operator writes at a terminal: what is shown goes above it; it has a history, and Tab completes it. */
final class Prompt implements AutoCloseable {
    private static final String MARK = "> ";

    private final Supplier<List<String>> names;
    private final Terminal terminal;
    private final LineReader reader;

    /** Takes the terminal that the program was started in. {@code names}: who may be meant by a name. */
    Prompt(Supplier<List<String>> names) throws IOException {
        this.names = names;
        terminal = TerminalBuilder.builder()
                .name("tertulia")
                .system(true)
                .encoding(StandardCharsets.UTF_8)
                .build();
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer((asked, line, candidates) -> complete(line, candidates))
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** Waits for the next line; nothing if it is over: by Ctrl-C on an empty line, or because the thread is interrupted. */
    Optional<String> read() {
        try {
            return Optional.of(reader.readLine(MARK));
        } catch (UserInterruptException e) {
            Thread.interrupted(); // It was by this that JLine stopped waiting, or that the console is left.
            return e.getPartialLine().isBlank() ? Optional.empty() : Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.of(""); // Ctrl-D ends nothing here: the server does not go with who started it.
        }
    }

    /** Shows lines above what is being written. */
    void show(String lines) {
        reader.printAbove(lines);
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        var words = line.wordIndex() == 0
                ? Console.VERBS
                : line.wordIndex() > 1
                        ? List.<String>of()
                        : switch (line.words().getFirst()) {
                            case "kick" -> names.get();
                            case "watch" -> List.of("on", "off");
                            default -> List.<String>of();
                        };
        for (String word : words) candidates.add(new Candidate(word));
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            System.getLogger(Prompt.class.getName()).log(System.Logger.Level.TRACE, "closing the terminal", e);
        }
    }
}
