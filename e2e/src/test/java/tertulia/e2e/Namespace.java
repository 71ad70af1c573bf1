package tertulia.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders as they are on other machines, for one process and its children: read-only, full, not for programs. */
final class Namespace {
    private Namespace() {}

    /** What runs this script, in which {@code "$@"} stands for the launcher, where it may mount what it likes. */
    static List<String> of(Launcher launcher, String script) {
        Outside.require("unshare");
        if (!"root".equals(System.getProperty("user.name"))) Outside.missing("only root may mount folders");
        var command = new ArrayList<>(List.of("unshare", "-m"));
        command.addAll(launcher.within(script));
        return command;
    }

    /** The script that makes a folder read-only. */
    static String readOnly(Path folder) {
        return "mount --bind '%1$s' '%1$s' && mount -o remount,bind,ro '%1$s'".formatted(folder);
    }

    /** The script that makes a folder empty, from which no program may be run. */
    static String noPrograms(Path folder) {
        return "mount -t tmpfs -o noexec,mode=0755 none '" + folder + "'";
    }

    /** The script that makes a folder one without room. */
    static String full(Path folder) {
        return "mount -t tmpfs -o size=4k none '%1$s' && ! head -c 4096 /dev/zero >'%1$s/all there is' 2>/dev/null; true"
                .formatted(folder);
    }
}
