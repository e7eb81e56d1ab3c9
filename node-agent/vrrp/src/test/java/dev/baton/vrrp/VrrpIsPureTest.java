package dev.baton.vrrp;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol is a function: nothing in this module knows a clock, a thread or a socket. */
class VrrpIsPureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.baton.vrrp");

  private static final Pattern COMMAND_LINE =
      Pattern.compile(
          "dev\\.baton\\.vrrp\\.(sim\\.SimulateMain|explain\\.(PacketMain|Printout)).*");

  /** The command lines are the places that speak to the outside. */
  private static final DescribedPredicate<JavaClass> PURE =
      resideInAPackage("dev.baton.vrrp..")
          .and(
              DescribedPredicate.not(
                  DescribedPredicate.describe(
                      "a command line", type -> COMMAND_LINE.matcher(type.getName()).matches())));

  @Test
  void dependsOnValuesOnly() {
    noClasses()
        .that(PURE)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.not(
                resideInAnyPackage(
                    "dev.baton.vrrp..",
                    "dev.baton.events",
                    "java.lang..",
                    "java.util..",
                    "java.net",
                    "java.nio..",
                    "org.jspecify..")))
        .check(CLASSES);
  }

  @Test
  void usesOfTheNetworkOnlyItsAddresses() {
    noClasses()
        .that(PURE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.net", "java.nio.channels")
                .and(
                    DescribedPredicate.describe(
                        "no address",
                        type ->
                            !type.getSimpleName().startsWith("Inet")
                                && !type.getSimpleName().equals("UnknownHostException"))))
        .check(CLASSES);
  }

  @Test
  void neverReadsAClock() {
    noClasses()
        .that(PURE)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void knowsNoThreadAndNoChanceWithoutASeed() {
    noClasses()
        .that(PURE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callConstructor(SplittableRandom.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .check(CLASSES);
  }

  @Test
  void noNameSaysNothing() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base|Abstract|Info|Data|Handler)")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(classes = {State.class, Input.class, Effect.class, Deadline.class, Heard.class})
  void sealedTypesAreMadeOfRecords(Class<?> type) {
    assertTrue(type.isSealed());
    var variants = type.getPermittedSubclasses();
    assertFalse(variants.length == 0);
    assertTrue(Stream.of(variants).allMatch(Class::isRecord), type::getName);
  }
}
