package com.paidhr.messenger.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.inject.Inject;

/** The architecture as rules over byte code. */
final class Rules {
  private static final DescribedPredicate<JavaClass> DOCUMENT_STORE =
      resideInAnyPackage(
              "com.mongodb..",
              "org.bson..",
              "jakarta.nosql..",
              "jakarta.data..",
              "org.eclipse.jnosql..")
          .and(not(assignableTo(Throwable.class)))
          .as("the document store");

  private static final DescribedPredicate<JavaClass> REDIS =
      resideInAnyPackage("redis.clients..")
          .and(not(assignableTo(Throwable.class)))
          .as("the Redis client");

  static final ArchRule ALLOWED_EDGES =
      classes()
          .should(
              dependOnModules(
                  "depend on the modules that the architecture allows",
                  (from, target) -> Edges.allows(from, Edges.moduleOf(target.getPackageName()))));

  static final ArchRule ROOT_PACKAGES =
      classes()
          .should(
              dependOnModules(
                  "use other modules by their root package",
                  (from, target) ->
                      Edges.moduleOf(target.getPackageName()).equals("shared")
                          || target
                              .getPackageName()
                              .equals(Edges.BASE + Edges.moduleOf(target.getPackageName()))));

  static final ArchRule NO_CYCLES =
      slices().matching("com.paidhr.messenger.(*)..").should().beFreeOfCycles();

  static final ArchRule RESOURCES_WITHOUT_STORES =
      noClasses()
          .that()
          .resideInAPackage("..rest..")
          .should()
          .dependOnClassesThat(DOCUMENT_STORE.or(REDIS));

  static final ArchRule DRIVER_IN_MONGO_PACKAGES =
      noClasses()
          .that()
          .resideOutsideOfPackages("..mongo..", "..embeddedstore..")
          .should()
          .dependOnClassesThat(DOCUMENT_STORE);

  static final ArchRule JEDIS_IN_REDIS_PACKAGES =
      noClasses().that().resideOutsideOfPackage("..redis..").should().dependOnClassesThat(REDIS);

  static final ArchRule FAILURES_OF_DRIVERS_STAY_IN_ADAPTERS =
      noClasses()
          .that()
          .resideInAPackage("..delivery..")
          .and()
          .resideOutsideOfPackages("..mongo..", "..redis..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("com.mongodb..", "redis.clients.."))
          .as("delivery knows no failure of a driver above its adapters");

  static final ArchRule ROOMS_OF_DELIVERY = classes().should(Rooms.useRoomsBelow());

  static final ArchRule ONE_LEDGER =
      noClasses()
          .that()
          .resideInAPackage("..delivery..")
          .and()
          .resideOutsideOfPackages("..delivery.record", "..delivery.mongo")
          .should()
          .callMethodWhere(
              target(nameMatching("begin|record|put|remove|endReplay|apply|applyUntold|reopen"))
                  .and(
                      target(
                          owner(
                              nameMatching(".*\\.(DeliveryRecords|DeadLetters|MessageStatuses)")))))
          .as("only the ledger writes records, dead letters and statuses");

  static final ArchRule LOGGING_BY_SLF4J =
      noClasses()
          .that()
          .resideOutsideOfPackage("com.paidhr.messenger.app.log")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..");

  static final ArchRule STREAMS_ON_THE_COMMAND_LINE_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("com.paidhr.messenger.app")
          .should(ACCESS_STANDARD_STREAMS);

  static final ArchRule EXCEPTIONS_SAY_THE_FACT = noClasses().should(THROW_GENERIC_EXCEPTIONS);

  static final ArchRule CONSTRUCTOR_INJECTION = noFields().should().beAnnotatedWith(Inject.class);

  static final ArchRule NAMES_THAT_SAY_SOMETHING =
      noClasses()
          .should()
          .haveNameMatching(
              ".*\\.[A-Za-z]*(Manager|Helper|Util|Utils|Impl)|.*\\.Base[A-Z][A-Za-z]*");

  private Rules() {}

  private interface Verdict {
    boolean allows(String fromModule, JavaClass target);
  }

  private static ArchCondition<JavaClass> dependOnModules(String description, Verdict verdict) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        String from = Edges.moduleOf(origin.getPackageName());
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          String to = Edges.moduleOf(target.getPackageName());
          if (!to.isEmpty() && !to.equals(from) && !verdict.allows(from, target)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }
}
