package dev.baton.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ControllerLayersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.baton.controller");

  @Test
  void whatDecidesIsPure() {
    noClasses()
        .that()
        .resideInAnyPackage("..controller.fleet..", "..controller.drain..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java.lang..",
            "java.util..",
            "dev.baton.events",
            "dev.baton.controller.fleet",
            "dev.baton.controller.drain",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void whatDecidesReadsNoClockAndDrawsNoLots() {
    noClasses()
        .that()
        .resideInAnyPackage("..controller.fleet..", "..controller.drain..")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..")
        .check(CLASSES);
  }

  @Test
  void concludingKnowsNothingOfActing() {
    noClasses()
        .that()
        .resideInAPackage("..controller.fleet..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..controller.drain..")
        .check(CLASSES);
  }

  @Test
  void vertxStandsAtTheEdgesOnly() {
    noClasses()
        .that()
        .resideInAnyPackage("..controller.fleet..", "..controller.drain..", "..controller.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.netty..")
        .check(CLASSES);
  }

  @Test
  void theCommandsKnowTheHttpContractAlone() {
    noClasses()
        .that()
        .resideInAPackage("..controller.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.baton.events..",
            "..controller.fleet..",
            "..controller.drain..",
            "..controller.api..",
            "..controller.ingest..",
            "..controller.projection..")
        .check(CLASSES);
  }

  @Test
  void chronicleIsOpenedByTheProgramOnly() {
    noClasses()
        .that()
        .doNotHaveSimpleName("ControllerCommand")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("net.openhft..", "dev.baton.events.chronicle..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.baton.controller.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base|Abstract\\w*)")
        .check(CLASSES);
  }
}
