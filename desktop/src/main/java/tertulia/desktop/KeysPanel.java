package tertulia.desktop;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** Which keys do what. */
final class KeysPanel {
    private KeysPanel() {}

    /** A table of them. */
    static Node table() {
        var table = new GridPane(16, 8);
        table.setId("keys");
        for (String line : Speech.of("desktop.keys").split("\n", -1)) {
            int bar = line.indexOf(" | ");
            var keys = new Label(line.substring(0, bar));
            keys.getStyleClass().add("key");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            var what = new Label(line.substring(bar + 3));
            what.setWrapText(true);
            table.addRow(table.getRowCount(), keys, what);
        }
        return table;
    }
}
