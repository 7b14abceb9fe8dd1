package com.paidhr.messenger.shared.audit;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did or tried. It holds no bodies of messages and no secrets.
 *
 * @param key names it once for ever, so that noting it again changes nothing; null for a new name
 * @param at when it was done; null for now
 * @param actor who did it; null where nobody is known, as for a refused sign-in
 * @param action what was done, for instance {@code member.kicked}
 * @param result whether it was done
 * @param conversation where, or null when it concerns the whole service
 * @param target the user concerned, or null
 * @param facts more about it, such as values before and after
 * @param origin where it was asked for; null for the request that the thread serves
 */
public record AuditEntry(
    @Nullable String key,
    @Nullable Instant at,
    @Nullable UserId actor,
    String action,
    Result result,
    @Nullable ConversationId conversation,
    @Nullable UserId target,
    Map<String, String> facts,
    @Nullable Origin origin) {
  private static final int LONGEST_FACT = 2_000;

  /** What came of it. */
  @Schema(name = "AuditResult")
  public enum Result {
    DONE,
    REFUSED
  }

  /** Keeps its own copy of the facts; long ones are cut. */
  public AuditEntry {
    Map<String, String> kept = new TreeMap<>();
    facts.forEach((name, value) -> kept.put(name, cut(value)));
    facts = Map.copyOf(kept);
  }

  /** Something that was done now, by whom the present request comes from. */
  public static AuditEntry of(@Nullable UserId actor, String action) {
    return new AuditEntry(null, null, actor, action, Result.DONE, null, null, Map.of(), null);
  }

  public AuditEntry in(@Nullable ConversationId where) {
    return new AuditEntry(key, at, actor, action, result, where, target, facts, origin);
  }

  public AuditEntry to(@Nullable UserId whom) {
    return new AuditEntry(key, at, actor, action, result, conversation, whom, facts, origin);
  }

  public AuditEntry with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(facts);
    all.putAll(more);
    return new AuditEntry(key, at, actor, action, result, conversation, target, all, origin);
  }

  public AuditEntry with(String name, String value) {
    return with(Map.of(name, value));
  }

  /** The same that was tried and refused. */
  public AuditEntry refused(String reason) {
    Map<String, String> all = new TreeMap<>(facts);
    all.put("reason", reason);
    return new AuditEntry(
        key, at, actor, action, Result.REFUSED, conversation, target, all, origin);
  }

  /** The same with a name of its own, done at a time of its own. */
  public AuditEntry named(String name, Instant time) {
    return new AuditEntry(name, time, actor, action, result, conversation, target, facts, origin);
  }

  public AuditEntry from(Origin where) {
    return new AuditEntry(key, at, actor, action, result, conversation, target, facts, where);
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_FACT ? value : value.substring(0, LONGEST_FACT) + "…";
  }
}
