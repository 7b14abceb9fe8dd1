package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.bson.Document;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A projection that names whole fields of the top level: either those to show or those to leave
 * out. What it leaves out is not even read, where a filter does not need it.
 */
final class FieldChoice {
  private static final String ID = "_id";

  private final Set<String> named = new HashSet<>();
  private final boolean shows;

  /** Fields that only the filter reads. */
  private final Set<String> onlyRead = new HashSet<>();

  private FieldChoice(boolean shows) {
    this.shows = shows;
  }

  /** The choice; null where a projection does more than to choose. */
  static @Nullable FieldChoice of(@Nullable Document projection) {
    if (projection == null || projection.isEmpty()) {
      return null;
    }
    boolean showsId = isShown(projection.getOrDefault(ID, true));
    Set<Boolean> others = new HashSet<>();
    for (var entry : projection.entrySet()) {
      String field = entry.getKey();
      if (field.indexOf('.') >= 0 || field.startsWith("$") || !isFlag(entry.getValue())) {
        return null;
      }
      if (!field.equals(ID)) {
        others.add(isShown(entry.getValue()));
      }
    }
    if (others.size() > 1) {
      return null;
    }
    var choice = new FieldChoice(others.isEmpty() ? showsId : others.contains(true));
    choice.named.addAll(projection.keySet());
    if (showsId == choice.shows) {
      choice.named.add(ID);
    } else {
      choice.named.remove(ID);
    }
    return choice;
  }

  private static boolean isFlag(@Nullable Object value) {
    return value instanceof Boolean || value instanceof Number;
  }

  private static boolean isShown(@Nullable Object flag) {
    return flag instanceof Number number ? number.doubleValue() != 0 : Boolean.TRUE.equals(flag);
  }

  private boolean isShown(String field) {
    return named.contains(field) == shows;
  }

  /** The fields to read for a filter that needs some. */
  Predicate<String> toRead(Set<String> forFilter) {
    forFilter.stream().filter(field -> !isShown(field)).forEach(onlyRead::add);
    return field -> isShown(field) || onlyRead.contains(field);
  }

  /** Takes out what was not chosen. */
  void applyTo(Document document) {
    onlyRead.forEach(document::remove);
  }
}
