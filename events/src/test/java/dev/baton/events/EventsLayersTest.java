package dev.baton.events;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may depend on what in this module. */
class EventsLayersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.baton.events");

  @Test
  void theModelDependsOnNothing() {
    classes()
        .that()
        .resideInAPackage("dev.baton.events")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.baton.events",
            "java.lang..",
            "java.util..",
            "java.nio",
            "java.nio.charset",
            "java.security",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void theCodecDependsOnTheModelAlone() {
    classes()
        .that()
        .resideInAPackage("dev.baton.events.codec")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.baton.events", "dev.baton.events.codec", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void thePortDependsOnTheModelAlone() {
    classes()
        .that()
        .resideInAPackage("dev.baton.events.log")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.baton.events",
            "dev.baton.events.log",
            "java.lang..",
            "java.util..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void onlyTheChronicleAdapterKnowsChronicle() {
    noClasses()
        .that(not(resideInAPackage("dev.baton.events.chronicle")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.openhft..")
        .check(CLASSES);
  }

  @Test
  void onlyTheToolUsesTheChronicleAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.baton.events.chronicle", "dev.baton.events.tool")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.baton.events.chronicle")
        .check(CLASSES);
  }

  @Test
  void onlyTheJsonFormKnowsJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.baton.events.json", "dev.baton.events.tool")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(CLASSES);
  }

  @Test
  void modelCodecAndPortReadNoClockAndNoChance() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.baton.events",
            "dev.baton.events.codec",
            "dev.baton.events.log",
            "dev.baton.events.uplink",
            "dev.baton.events.json")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callConstructor(Random.class)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.baton.events.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base|Abstract|Info|Data|Handler)")
        .check(CLASSES);
  }

  @Test
  void everyEventIsARecord() {
    assertTrue(permitted(Event.class).allMatch(Class::isRecord));
    assertTrue(permitted(Command.class).allMatch(Class::isRecord));
  }

  private static Stream<Class<?>> permitted(Class<?> sealed) {
    return sealed.isSealed()
        ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(EventsLayersTest::permitted)
        : Stream.of(sealed);
  }
}
