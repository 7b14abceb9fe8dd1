package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.webhooks.application.ManageWebhooks.Wish;
import com.paidhr.messenger.webhooks.domain.SendSettings;
import com.paidhr.messenger.webhooks.domain.Sender;
import com.paidhr.messenger.webhooks.domain.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks where users want their events to be posted. */
@ApplicationScoped
class WishedTargets {
  static final int LONGEST_URL = 2_048;
  static final int MOST_CONVERSATIONS = 100;

  /** Of what is no name of an event. */
  private static final int LONGEST_TYPE = 40;

  private final Sender sender;
  private final SendSettings settings;

  @Inject
  WishedTargets(Sender sender, SendSettings settings) {
    this.sender = sender;
    this.settings = settings;
  }

  /**
   * The target that is wished for.
   *
   * @param known what it is now, null for a new webhook
   * @throws com.paidhr.messenger.shared.DomainException with status 422 when it cannot be
   */
  Target of(Wish wish, @Nullable Target known) {
    URI url = wish.url() == null ? null : parsed(wish.url());
    Set<String> types = wish.types() == null ? typesOf(known) : wish.types();
    Set<ConversationId> conversations =
        wish.conversations() == null ? conversationsOf(known) : wish.conversations();
    Violations violations = new Violations();
    violations
        .check(wish.url() != null || known != null, "/url", "This field is required")
        .check(wish.url() == null || url != null, "/url", whatUrls())
        .check(unknown(types).isEmpty(), "/types", whatTypes(types))
        .check(
            conversations.size() <= MOST_CONVERSATIONS
                && conversations.stream().allMatch(Objects::nonNull),
            "/conversationIds",
            "Ids of conversations, at most " + MOST_CONVERSATIONS)
        .throwIfAny();
    // Looked up only where the rest is right, and not again where nothing changes.
    violations
        .check(
            url == null || sender.mayCall(url),
            "/url",
            "The host has no address that may be called")
        .throwIfAny();
    return new Target(
        url == null ? Objects.requireNonNull(known).url() : url, types, conversations);
  }

  private static Set<String> typesOf(@Nullable Target known) {
    return known == null ? Set.of() : known.types();
  }

  private static Set<ConversationId> conversationsOf(@Nullable Target known) {
    return known == null ? Set.of() : known.conversations();
  }

  private static List<String> unknown(Set<String> types) {
    return types.stream()
        .map(String::valueOf)
        .filter(type -> !Target.TYPES.contains(type))
        .sorted()
        .toList();
  }

  private static String whatTypes(Set<String> types) {
    String unknown =
        unknown(types).stream()
            .map(
                type -> type.length() > LONGEST_TYPE ? type.substring(0, LONGEST_TYPE) + "…" : type)
            .collect(Collectors.joining(", "));
    String known = String.join(", ", new TreeSet<>(Target.TYPES));
    return "No such events: " + unknown + ". There are " + known + "; leave types out for all";
  }

  private String whatUrls() {
    return (settings.allowHttp() ? "An http or https URL" : "An https URL")
        + " of at most "
        + LONGEST_URL
        + " ASCII characters, without a user or a fragment";
  }

  private @Nullable URI parsed(String text) {
    if (text.length() > LONGEST_URL || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      return null;
    }
    try {
      URI url = new URI(text).parseServerAuthority();
      return isFine(url) ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private boolean isFine(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    return (scheme.equals("https") || (scheme.equals("http") && settings.allowHttp()))
        && url.getHost() != null
        && !url.getHost().isEmpty()
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null
        && url.getPort() != 0
        && url.getPort() <= 65_535;
  }
}
