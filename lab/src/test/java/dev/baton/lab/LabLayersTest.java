package dev.baton.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LabLayersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.baton.lab");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.baton.(**)").should().beFreeOfCycles().check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.baton.lab")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.baton.lab.bench..", "dev.baton.lab.demo..", "dev.baton.lab.stream..")
        .check(CLASSES);
  }

  @Test
  void batonIsDrivenFromOutside() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.baton.lab.bench.log")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.baton.agent.engine..", "dev.baton.controller..", "net.openhft..")
        .check(CLASSES);
  }

  @Test
  void theWireIsReadWithoutBatonsOwnCodec() {
    noClasses().should().dependOnClassesThat().resideInAPackage("dev.baton.vrrp..").check(CLASSES);
  }

  @Test
  void noNameSaysNothing() {
    noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)").check(CLASSES);
  }
}
