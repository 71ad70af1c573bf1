package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.model.RoomId;
import tertulia.model.UserId;

final class IdentitiesTest {
    private static final Address SERVER = new Address("localhost", 5555);
    private static final RoomId DIRECT = RoomId.direct(new UserId(1, 1), new UserId(2, 2));

    @TempDir
    Path folder;

    private static Identity ann(Map<RoomId, Long> cursors) {
        return new Identity(SERVER, "Ann", new UserId(1, 1), "Ann", "secret", cursors);
    }

    @Test
    void whatWasKeptIsFoundAgainInAnyLetterCase() throws Exception {
        var identities = new Identities(folder.resolve("deep/er"));
        var ann = ann(Map.of(RoomId.LOBBY, 5L, DIRECT, 2L));
        identities.save(ann);
        assertThat(identities.find(SERVER, "ANN")).contains(ann);
        assertThat(identities.find(SERVER, "Bob")).isEmpty();
        assertThat(identities.find(new Address("localhost", 5556), "Ann")).isEmpty();
        assertThat(ann.toString()).doesNotContain("secret");
    }

    @Test
    void onlyTheOwnerCanLookInside() throws Exception {
        var inside = folder.resolve("state");
        new Identities(inside).save(ann(Map.of()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)))
                .isEqualTo("rwx------");
        try (var files = Files.list(inside)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".identity")).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void cursorsOnlyGrowExceptForAnotherUser() throws Exception {
        var identities = new Identities(folder);
        identities.save(ann(Map.of(RoomId.LOBBY, 5L)));
        identities.save(ann(Map.of(RoomId.LOBBY, 3L, DIRECT, 1L)));
        assertThat(identities.find(SERVER, "Ann").orElseThrow().cursors())
                .isEqualTo(Map.of(RoomId.LOBBY, 5L, DIRECT, 1L));
        identities.save(new Identity(SERVER, "Ann", new UserId(9, 9), "Ann", "other", Map.of(RoomId.LOBBY, 1L)));
        assertThat(identities.find(SERVER, "Ann").orElseThrow().cursors()).isEqualTo(Map.of(RoomId.LOBBY, 1L));
    }

    @Test
    void theLatestIsTheOneKeptLast() throws Exception {
        var identities = new Identities(folder);
        assertThat(identities.latest(SERVER)).isEmpty();
        identities.save(ann(Map.of()));
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
        }
        identities.save(new Identity(SERVER, "Борис", new UserId(3, 3), "Борис", "t", Map.of()));
        assertThat(identities.latest(SERVER).orElseThrow().name()).isEqualTo("Борис");
        assertThat(identities.latest(new Address("elsewhere", 1))).isEmpty();
    }

    @Test
    void aDamagedFileCountsAsNone() throws Exception {
        var identities = new Identities(folder);
        identities.save(ann(Map.of()));
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) Files.write(file, new byte[] {(byte) 0xff, 'u', '=', 3});
        }
        assertThat(identities.find(SERVER, "Ann")).isEmpty();
        identities.save(ann(Map.of()));
        assertThat(identities.find(SERVER, "Ann")).isPresent();
    }

    @Test
    void manyAtOnceCorruptNothing() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 1; i <= 8; i++) {
                long mine = i;
                running.add(threads.submit(() -> {
                    var identities = new Identities(folder);
                    for (long n = 1; n <= 20; n++) {
                        identities.save(ann(Map.of(RoomId.LOBBY, mine * 1000 + n)));
                        assertThat(identities.find(SERVER, "Ann")).isPresent();
                    }
                    return null;
                }));
            }
            for (var one : running) one.get();
        }
        assertThat(new Identities(folder).find(SERVER, "Ann").orElseThrow().cursors())
                .isEqualTo(Map.of(RoomId.LOBBY, 8020L));
    }

    @Test
    void theUsualPlaceFollowsTheEnvironment() throws Exception {
        var own = folder.resolve("own");
        Identities.usual(Map.of("TERTULIA_STATE", own.toString(), "XDG_STATE_HOME", "/nowhere"))
                .orElseThrow()
                .save(ann(Map.of()));
        assertThat(own).isDirectory();
        Identities.usual(Map.of("XDG_STATE_HOME", folder.toString()))
                .orElseThrow()
                .save(ann(Map.of()));
        assertThat(folder.resolve("tertulia")).isDirectory();
        Identities.usual(Map.of("XDG_STATE_HOME", "relative", "HOME", folder.toString()))
                .orElseThrow()
                .save(ann(Map.of()));
        assertThat(folder.resolve(".local/state/tertulia")).isDirectory();
    }

    @Test
    void typedLinesAreKeptInTheirOrderForTheirOwnerAlone() throws Exception {
        var identities = new Identities(folder);
        assertThat(identities.typed(SERVER, "Ann")).isEmpty();
        for (String line : List.of("one", "two\nlines \\n C:\\temp", "three", "three"))
            identities.keepTyped(SERVER, "Ann", line);
        assertThat(identities.typed(SERVER, "ANN")).containsExactly("one", "two\nlines \\n C:\\temp", "three");
        assertThat(identities.typed(SERVER, "Bob")).isEmpty();
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".typed")).toList())
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
        }
    }

    @Test
    void ofVeryManyTypedLinesTheLatestAreKept() throws Exception {
        var identities = new Identities(folder);
        for (int i = 0; i < 502; i++) identities.keepTyped(SERVER, "Ann", "line " + i);
        identities.keepTyped(SERVER, "Ann", "x".repeat(10_000));
        assertThat(identities.typed(SERVER, "Ann"))
                .hasSize(500)
                .startsWith("line 2")
                .endsWith("line 501");
    }
}
