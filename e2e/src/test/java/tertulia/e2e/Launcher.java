package tertulia.e2e;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A copy of {@code ./tertulia} and of what was built, without the sources, in a folder with blanks in its name, and a home.
 * The environment of what it starts has no more in it than what a test puts there.
 */
final class Launcher implements AutoCloseable {
    /** What a copy is made of, beside the launcher's own parts. */
    private static final String BUILT = "app/target/tertulia";

    private final Path folder;
    private final Path root;
    private final Map<String, String> environment = new TreeMap<>();

    private Launcher(Path folder, Path root) {
        this.folder = folder;
        this.root = root;
    }

    /** A copy that is not below the folder for temporary files, in case a test hides that one. */
    static Launcher copy() throws IOException {
        return copy("a folder/with (blanks) & $signs [1]");
    }

    /** A copy in a folder of this name. */
    static Launcher copy(String name) throws IOException {
        return copy(Program.ROOT.resolve("e2e/target"), name);
    }

    /** A copy in a folder of this name below that one, which everybody on this machine can read. */
    static Launcher copy(Path below, String name) throws IOException {
        var folder = Files.createTempDirectory(below, "launcher");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var launcher = new Launcher(folder, Files.createDirectories(folder.resolve(name)));
        copy(Program.ROOT.resolve("bin"), launcher.root.resolve("bin"));
        copy(Program.ROOT.resolve(BUILT), launcher.root.resolve(BUILT));
        copy(Program.ROOT.resolve("tertulia"), launcher.file());
        launcher.environment.putAll(Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                Files.createDirectory(folder.resolve("home of somebody")).toString(),
                "TERTULIA_JAVA_HOME",
                System.getProperty("java.home"),
                "TERTULIA_NO_CACHE",
                "1"));
        return launcher;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        delete(to.resolve("cache"));
    }

    /** The folder that all of this is in, for what else a test needs. */
    Path folder() {
        return folder;
    }

    /** The folder that the launcher is in. */
    Path root() {
        return root;
    }

    Path home() {
        return Path.of(environment.getOrDefault("HOME", ""));
    }

    Path file() {
        return root.resolve("tertulia");
    }

    /** The AOT cache, if there is one. */
    Path cache() {
        return root.resolve(BUILT).resolve("cache/aot");
    }

    /** The variables that there are. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Sets a variable, or removes it. */
    Launcher with(String variable, @Nullable String value) {
        if (value == null) environment.remove(variable);
        else environment.put(variable, value);
        return this;
    }

    /** A program of this text that stands in for Java 25. */
    Launcher withJava(String script) throws IOException {
        var java = Files.createDirectories(folder.resolve("a java"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25\"\n");
        program(java.resolve("bin/java"), script);
        return with("TERTULIA_JAVA_HOME", java.toString());
    }

    /** Writes a program for the shell. */
    static Path program(Path file, String script) throws IOException {
        if (file.getParent() != null) Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The process of this command line. */
    ProcessBuilder process(List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs the launcher to its end. */
    Program.Exit run(String... arguments) {
        return runBy(List.of(file().toString()), arguments);
    }

    /** Runs it to its end by other words for it. */
    Program.Exit runBy(List<String> command, String... arguments) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return Program.run(process(all));
    }

    /** What a shell makes of this script, in which {@code "$@"} stands for the launcher. */
    List<String> within(String script) {
        return List.of("sh", "-c", script, "sh", file().toString());
    }

    /** A server on this machine only, by these words. */
    ServerProcess.Setup server(List<String> command) {
        return ServerProcess.Setup.in(folder.resolve("data"))
                .by(command)
                .with("--no-discovery")
                .withEnvironment(environment);
    }

    ServerProcess.Setup server() {
        return server(List.of(file().toString()));
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) throw e;
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
