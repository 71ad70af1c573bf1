package tertulia.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the model and the core must not touch, so that a seed can decide everything about them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPackages("tertulia.model", "tertulia.core");

    private static final Set<String> WAITING_AND_WORLD = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.util.Random",
            "java.util.Timer",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.concurrent.Executors",
            "java.util.concurrent.CountDownLatch",
            "java.util.concurrent.Semaphore");

    private static final DescribedPredicate<JavaClass> THE_WORLD = DescribedPredicate.describe(
            "sockets, files, SQL, threads, locks or waiting",
            type -> WAITING_AND_WORLD.contains(type.getName())
                    || type.getPackageName().startsWith("io.netty")
                    || type.getPackageName().startsWith("java.sql")
                    || type.getPackageName().startsWith("java.net")
                    || type.getPackageName().startsWith("java.nio.channels")
                    || type.getPackageName().startsWith("java.nio.file")
                    || type.getPackageName().startsWith("java.util.concurrent.locks")
                    || type.getName().startsWith("java.io.File")
                    || type.getName().startsWith("java.io.RandomAccessFile"));

    @Test
    void modelAndCoreTouchNoSocketFileThreadOrLock() {
        noClasses().should().dependOnClassesThat(THE_WORLD).check(CLASSES);
    }

    @Test
    void modelAndCoreAskNobodyForTheTimeButTheirInstantSourceAndLane() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Object.class, "wait")
                .check(CLASSES);
    }

    @Test
    void theModelDoesNotKnowTheCoreNorThePortsTheCoresInsides() {
        noClasses()
                .that()
                .resideInAPackage("tertulia.model..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tertulia.core..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("tertulia.core.port")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tertulia.core")
                .check(CLASSES);
    }

    @Test
    void packagesKnowEachOtherInOneDirectionOnly() {
        slices().matching("tertulia.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
