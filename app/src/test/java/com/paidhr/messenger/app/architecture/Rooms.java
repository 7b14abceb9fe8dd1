package com.paidhr.messenger.app.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The rooms of delivery, from the ground up: each may use those below it only. */
final class Rooms {
  private static final String HOUSE = Edges.BASE + "delivery";

  static final List<String> FROM_THE_GROUND =
      List.of(
          "", "domain", "network", "mongo", "redis", "guard", "changes", "record", "lane", "replay",
          "publish", "run", "watch", "control", "rest");

  private Rooms() {}

  static ArchCondition<JavaClass> useRoomsBelow() {
    return new ArchCondition<>("use rooms of delivery below their own only") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        if (!isInside(origin)) {
          return;
        }
        int floor = floorOf(origin);
        if (floor < 0) {
          events.add(
              SimpleConditionEvent.violated(
                  origin, origin.getName() + " is in a room unknown here"));
        }
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (isInside(target) && floorOf(target) > floor) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean isInside(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(HOUSE + ".");
  }

  private static int floorOf(JavaClass type) {
    String below = type.getPackageName().substring(HOUSE.length());
    return FROM_THE_GROUND.indexOf(below.isEmpty() ? "" : below.substring(1).split("\\.")[0]);
  }
}
