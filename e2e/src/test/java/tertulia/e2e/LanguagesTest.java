package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everybody reads in a language of their own. Under {@code --lang en-XA} every sentence is marked; names and texts are in
 * Cyrillic here, so that a Latin letter without a mark is a sentence that is in no catalogue.
 */
final class LanguagesTest {
    private static final Pattern MARKED = Pattern.compile("⟦[^⟦⟧]*⟧");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]");
    private static final Pattern USER = Pattern.compile(" {2}\\S+ {2,}[0-9a-f-]+$");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ServerProcess.Setup marked() {
        return ServerProcess.Setup.in(folder.resolve("data")).withConsole().with("--lang", "en-XA", "--name", "Беседа");
    }

    @Test
    void thePlainStoryAndItsConsoleHaveNoTextThatIsInNoCatalogue() {
        try (var server = marked().start();
                var ana = PlainClient.connect("Ана", server);
                var rafid = PlainClient.connect("Рафид", server)) {
            var told = new ArrayList<String>();
            told.add(ana.expectBeginning("* ⟦Wélçõmé"));
            ana.say("Ана");
            told.add(ana.expectBeginning("* ⟦Ýõü àré çõññéçtéd"));
            for (String bad : List.of("Ана", "Мария Ана", "ALL")) {
                try (var refused = PlainClient.connect("a refused one", server)) {
                    refused.say(bad);
                    told.add(refused.expectBeginning("! "));
                }
            }
            rafid.say("Рафид");
            told.add(rafid.expectBeginning("* ⟦Ýõü àré çõññéçtéd"));
            ana.say("Рафид*Да");
            told.add(rafid.expectBeginning("Ана (⟦"));
            for (String line : List.of(
                    "Привет",
                    "Ана*Здравствуй",
                    "Никто*Эй",
                    "Рафид*",
                    "ALL*Всем",
                    "CONSOLE*Эй",
                    "/who",
                    "/whoami",
                    "/history",
                    "/history 0",
                    "/history я",
                    "/lang я",
                    "/lang tlh",
                    "/help",
                    "/lang",
                    "/танец",
                    "Рафид*я",
                    "/quit")) rafid.say(line);
            told.addAll(rafid.rest());
            for (String command : List.of(
                    "users",
                    "rooms",
                    "watch on",
                    "watch",
                    "say",
                    "kick",
                    "kick Никто",
                    "say Внимание",
                    "help",
                    "dance")) server.console(command);
            server.console("kick Ана");
            told.addAll(ana.rest());
            server.console("stop");
            assertThat(told).hasSizeGreaterThan(20);
            assertThat(unmarked(told)).isEmpty();
            var shown = server.out().rest();
            assertThat(shown).hasSizeGreaterThan(15);
            assertThat(unmarked(shown)).isEmpty();
        }
    }

    @Test
    void theTerminalClientExplainsItselfInTheLanguageItIsGiven() {
        try (var server = ServerProcess.Setup.in(folder.resolve("data")).start()) {
            var command = new ArrayList<>(Program.command("chat", "127.0.0.1:" + server.port()));
            command.addAll(List.of("--lang", "en-XA", "--name", "Ана"));
            try (var screen = new Tmux(
                    folder, Map.of("TERTULIA_STATE", folder.resolve("state").toString()), command)) {
                screen.awaitText("çõññéçtéd");
                screen.enter("/help");
                var help = screen.awaitText("bàçk⟧")
                        .lines()
                        .filter(line -> line.contains("* ") && !line.contains("Tertulia"))
                        .toList();
                assertThat(help).hasSize(11).noneMatch(line -> line.matches(".*[aeiouycnsz].*"));
            }
        }
    }

    @Test
    void theOperatorsLocaleIsTheLanguageOfTheConsoleAndNotOfItsGuests() {
        var setup = ServerProcess.Setup.in(folder.resolve("data")).withConsole();
        try (var server = setup.withEnvironment(Map.of("LC_ALL", "C.UTF-8"))
                        .with("--lang", "ru")
                        .start();
                var ana = PlainClient.connect("Ana", server)) {
            ana.say("/lang pt");
            ana.say("Ana");
            ana.expect("* Você está conectado ao servidor como Ana");
            server.shown("Ana теперь в чате");
            server.console("users");
            server.shown("в сети 1 пользователь:");
        }
    }

    @Test
    void theTerminalStoryHasNoTextThatIsInNoCatalogue() {
        var server = marked().start();
        try (var rafid = PlainClient.connect("Рафид", server)) {
            rafid.say("Рафид");
            rafid.expectBeginning("* ⟦Ýõü àré çõññéçtéd");
            var command = new ArrayList<>(Program.command("chat", "127.0.0.1:" + server.port(), "--lang", "en-XA"));
            var environment = Map.of(
                    "LC_ALL",
                    "C.UTF-8",
                    "TERTULIA_STATE",
                    folder.resolve("state").toString());
            try (var screen = new Tmux(folder, environment, command, 90)) {
                screen.awaitText("⟦Ýõür ñàmé:⟧");
                screen.enter("Рафид");
                screen.awaitText("⟦! ");
                screen.enter("Ана");
                screen.awaitText("çõññéçtéd⟧");
                rafid.say("Ана*Здравствуй");
                for (String line : List.of(
                        "Привет",
                        "Рафид*Да",
                        "Никто*Эй",
                        "/who",
                        "/history",
                        "/history я",
                        "/msg",
                        "/name Я",
                        "/cipher",
                        "/cipher я",
                        "/cipher next",
                        "/cipher Рафид caesar 3",
                        "/танец",
                        "/help")) {
                    screen.type(line);
                    screen.awaitText("> " + line);
                    screen.key("Enter"); // Until it is read, what is typed is shown by the terminal itself.
                    screen.await("the prompt", text -> text.lines().anyMatch(">"::equals));
                }
                rafid.say("/quit");
                screen.awaitText("Рафид léft");
                assertThat(unmarked(screen.awaitText("bàçk⟧").lines().toList())).isEmpty();
                server.terminate();
                server.exitCode();
                screen.enter("Подожди");
                screen.awaitText("wàîtîñg");
                screen.awaitText("réçõññéçtîñg");
                assertThat(unmarked(screen.screen().lines().toList())).isEmpty();
            }
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"fr,est en marche", "pt,está funcionando", "ru,работает", "sq,po punon", "en,is running"})
    void scriptsFindReadyInEveryLanguage(String language, String running) {
        var setup = ServerProcess.Setup.in(folder.resolve("data")).withEnvironment(Map.of("LC_ALL", "C.UTF-8"));
        try (var server = setup.with("--lang", language, "--name", "Беседа").start()) {
            assertThat(server.out().all().getFirst()).startsWith("Беседа ").contains(running);
            assertThat(server.out().all()).anyMatch(line -> line.startsWith("Ready on 127.0.0.1:"));
        }
    }

    @Test
    void aServerThatWouldRatherNotBeginSaysSoInTheOperatorsLanguage() throws IOException {
        var setup = ServerProcess.Setup.in(folder.resolve("data")).withEnvironment(Map.of("LC_ALL", "C.UTF-8"));
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            var exit = setup.with("--lang", "ru", "--port", port).refused();
            assertThat(exit.err())
                    .containsExactly("tertulia: не удаётся занять 127.0.0.1:" + port
                            + ": адрес уже занят. Может быть, там работает другой сервер? --port задаёт другой порт");
        }
        var file = Files.writeString(folder.resolve("file"), "a regular file");
        assertThat(ServerProcess.Setup.in(file)
                        .configured("lang = sq")
                        .refused()
                        .err())
                .containsExactly("tertulia: dosja e të dhënave " + file + " nuk është dosje");
        assertThat(setup.with("--lang", "en-XA", "--bind", "192.0.2.1")
                        .refused()
                        .err())
                .containsExactly("tertulia: ⟦çàññõt lîštéñ õñ 192.0.2.1:0: thîš màçhîñé hàš ñõ šüçh àddréšš⟧");
    }

    @Test
    void aClientThatCannotGetOnSaysWhyInTheLanguageItIsGiven() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var builder = new ProcessBuilder(Program.command(
                "send", "--lang", "fr", "--name", "Ana", "--host", "127.0.0.1:" + port, "--to", "ALL", "x"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TERTULIA_STATE", folder.resolve("state").toString());
        var exit = Program.run(builder);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.err().getFirst()).endsWith("personne n’y écoute (connexion refusée)");
    }

    /** The lines with something in Latin letters that is in no mark; a sentence may have several lines. */
    private static List<String> unmarked(List<String> lines) {
        String rest = lines.stream()
                .map(line -> line.startsWith(" ⟦") ? line + "⟧⟧" : line) // A status line that was cut off.
                .filter(line -> !line.startsWith("Ready on ")) // For scripts.
                .filter(line -> !USER.matcher(line).find())
                .filter(line -> !line.startsWith("SERVER: ")) // Its name in every language.
                .collect(Collectors.joining("\n"));
        for (String before = ""; !rest.equals(before); ) {
            before = rest;
            rest = MARKED.matcher(rest).replaceAll("");
        }
        return rest.lines().filter(line -> LATIN.matcher(line).find()).toList();
    }
}
