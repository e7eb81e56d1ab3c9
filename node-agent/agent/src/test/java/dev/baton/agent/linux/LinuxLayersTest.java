package dev.baton.agent.linux;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LinuxLayersTest {
  /** The values of the configuration that the ports speak of. */
  private static final String SPOKEN_OF =
      ".*\\.config\\.(Routing|Route|RouteMetrics|Rule|RuleMatch|Prefix|AddressOptions"
          + "|Encapsulation|FirewallTables|Scheduling)(\\$.*)?";

  private static final JavaClasses AGENT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.baton.agent");

  @Test
  void onlyTheForeignFunctionPackageKnowsJnr() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.baton.agent.linux.ffi")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jnr..")
        .check(AGENT);
  }

  @Test
  void thePortsKnowNothingOfTheirAdapters() {
    noClasses()
        .that()
        .resideInAPackage("dev.baton.agent.engine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.baton.agent.linux..")
        .check(AGENT);
  }

  @Test
  void theAdaptersKnowTheEngineAndTheProtocolOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.baton.agent.linux..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "net.openhft..")
        .check(AGENT);
    noClasses()
        .that()
        .resideInAPackage("dev.baton.agent.linux..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.baton.agent.config..").and(not(nameMatching(SPOKEN_OF))))
        .check(AGENT);
  }
}
