package dev.baton.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of the agent, as the root README draws them. */
class AgentLayersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.baton.agent");

  @Test
  void theEngineKnowsNoDiskNoNetworkLibraryAndNoJson() {
    noClasses()
        .that()
        .resideInAPackage("dev.baton.agent.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "net.openhft..",
            "io.vertx..",
            "com.fasterxml..",
            "jnr..",
            "java.nio.file..",
            "dev.baton.agent.linux..",
            "dev.baton.agent.steward..",
            "dev.baton.agent.journal..",
            "dev.baton.agent.uplink..",
            "dev.baton.events.chronicle..",
            "dev.baton.events.json..")
        .check(CLASSES);
  }

  @Test
  void nothingThatTheEngineUsesReachesChronicleVertxOrJackson() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.baton.agent.link..", "dev.baton.agent.config..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "net.openhft..",
            "io.vertx..",
            "com.fasterxml..",
            "dev.baton.events.chronicle..",
            "dev.baton.events.json..")
        .check(CLASSES);
  }

  @Test
  void theEngineNeverReadsTheJvmsClocks() {
    noClasses()
        .that()
        .resideInAPackage("dev.baton.agent.engine..")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void nativeCallsStandInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.baton.agent.linux.ffi..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jnr..")
        .check(CLASSES);
  }

  @Test
  void vertxStandsInTheUplinkAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.baton.agent.uplink..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCompositionRootsNameLinux() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.baton.agent.config..",
            "dev.baton.agent.engine..",
            "dev.baton.agent.link..",
            "dev.baton.agent.journal..",
            "dev.baton.agent.uplink..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.baton.agent.linux..")
        .check(CLASSES);
  }

  @Test
  void onlyTheAgentsCommandAndItsLogKnowChronicle() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.baton\\.agent\\.(AgentCommand|LogOnDisk)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.baton.events.chronicle..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.baton.agent.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)").check(CLASSES);
  }
}
