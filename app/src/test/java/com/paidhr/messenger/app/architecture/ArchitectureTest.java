package com.paidhr.messenger.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.delivery.lane.planted.LooksUpstairs;
import com.paidhr.messenger.delivery.lane.planted.WritesBesideTheLedger;
import com.paidhr.messenger.delivery.planted.CatchesTheDriver;
import com.paidhr.messenger.delivery.planted.InjectsFields;
import com.paidhr.messenger.delivery.planted.LogsByPlatform;
import com.paidhr.messenger.delivery.planted.Prints;
import com.paidhr.messenger.delivery.planted.QueueManager;
import com.paidhr.messenger.delivery.planted.ThrowsAnything;
import com.paidhr.messenger.identity.planted.LooksUpwards;
import com.paidhr.messenger.messaging.planted.ReachesInside;
import com.paidhr.messenger.messaging.planted.UsesJedis;
import com.paidhr.messenger.messaging.planted.UsesTheDriver;
import com.paidhr.messenger.messaging.planted.rest.ReadsTheStoreItself;
import com.paidhr.messenger.plantedone.Hen;
import com.paidhr.messenger.plantedtwo.Egg;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static JavaClasses application = new ClassFileImporter().importClasses();

  /**
   * A rule and a violation of it.
   *
   * @param planted classes in the tests' tree that break the rule
   */
  record Case(ArchRule rule, List<Class<?>> planted) {
    @Override
    public String toString() {
      return rule.getDescription();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(Rules.ALLOWED_EDGES, List.of(LooksUpwards.class)),
        new Case(Rules.ROOT_PACKAGES, List.of(ReachesInside.class)),
        new Case(Rules.NO_CYCLES, List.of(Hen.class, Egg.class)),
        new Case(Rules.RESOURCES_WITHOUT_STORES, List.of(ReadsTheStoreItself.class)),
        new Case(Rules.DRIVER_IN_MONGO_PACKAGES, List.of(UsesTheDriver.class)),
        new Case(Rules.JEDIS_IN_REDIS_PACKAGES, List.of(UsesJedis.class)),
        new Case(Rules.FAILURES_OF_DRIVERS_STAY_IN_ADAPTERS, List.of(CatchesTheDriver.class)),
        new Case(Rules.ROOMS_OF_DELIVERY, List.of(LooksUpstairs.class)),
        new Case(Rules.ONE_LEDGER, List.of(WritesBesideTheLedger.class)),
        new Case(Rules.LOGGING_BY_SLF4J, List.of(LogsByPlatform.class)),
        new Case(Rules.STREAMS_ON_THE_COMMAND_LINE_ONLY, List.of(Prints.class)),
        new Case(Rules.EXCEPTIONS_SAY_THE_FACT, List.of(ThrowsAnything.class)),
        new Case(Rules.CONSTRUCTOR_INJECTION, List.of(InjectsFields.class)),
        new Case(Rules.NAMES_THAT_SAY_SOMETHING, List.of(QueueManager.class)));
  }

  @BeforeAll
  static void importApplication() {
    application =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("testsupport"))
            .withImportOption(location -> !location.contains("messenger/client/"))
            .importPackages("com.paidhr.messenger");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holds(Case rule) {
    rule.rule().check(application);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void catchesAPlantedViolation(Case rule) {
    JavaClasses planted = new ClassFileImporter().importClasses(rule.planted());

    assertThatThrownBy(() -> rule.rule().check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(rule.planted().getFirst().getSimpleName());
  }

  @Test
  void seesEveryModule() {
    assertThat(application.stream().map(c -> Edges.moduleOf(c.getPackageName())))
        .contains("app")
        .containsAll(Edges.ALLOWED.keySet());
  }
}
