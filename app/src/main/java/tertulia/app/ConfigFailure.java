package tertulia.app;

import java.io.Serial;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tertulia.model.Trouble;
import tertulia.model.Words;

/** All that is wrong in a configuration file, a line for each line of the file. */
final class ConfigFailure extends Trouble {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Path file;
    private final transient List<ConfigLines.Fault> faults;
    private final transient Optional<String> language;

    ConfigFailure(Path file, List<ConfigLines.Fault> faults, Optional<String> language) {
        super(null, "config-line");
        this.file = file;
        this.language = language;
        this.faults = faults.stream()
                .sorted(Comparator.comparingInt(ConfigLines.Fault::line))
                .toList();
    }

    /** The language that the file asks for, if it names one that there is. */
    Optional<String> language() {
        return language;
    }

    @Override
    public String in(Words words) {
        return faults.stream()
                .map(fault -> words.of(
                        "trouble.config-line", file, fault.line(), fault.why().in(words)))
                .collect(Collectors.joining("\n"));
    }
}
