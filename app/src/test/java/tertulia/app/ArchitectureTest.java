package tertulia.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom inside the modules; between them Maven's class paths see to it. */
final class ArchitectureTest {
    private static final JavaClasses TERTULIA = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("tertulia");

    @Test
    void noFrontKnowsAnother() {
        slices().matching("tertulia.server.front.(*)..")
                .should()
                .notDependOnEachOther()
                .check(TERTULIA);
    }

    @Test
    void noPackagesGoInCircles() {
        slices().matching("tertulia.(**)").should().beFreeOfCycles().check(TERTULIA);
    }

    @Test
    void onlyTheStoreTouchesSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("tertulia.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(TERTULIA);
    }

    @Test
    void onlyTheServersNetAndFrontsTouchBuffers() {
        noClasses()
                .that()
                .resideOutsideOfPackages("tertulia.server.net..", "tertulia.server.front..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(TERTULIA);
    }

    @Test
    void onlyDiscoveryTouchesMulticast() {
        noClasses()
                .that()
                .resideOutsideOfPackage("tertulia.discovery..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.jmdns..")
                .check(TERTULIA);
    }

    @Test
    void theClientKnowsNothingOfTheServer() {
        noClasses()
                .that()
                .resideInAnyPackage("tertulia.client..", "tertulia.terminal..", "tertulia.discovery..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tertulia.core..", "tertulia.server..", "tertulia.store..")
                .check(TERTULIA);
    }
}
