package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Limits of conversations.
 *
 * @param maxGroupMembers how many members a group may have
 * @param maxChannelMembers how many members a channel may have
 * @param maxInvites how many valid invite links a group may have
 * @param recoverAfter after which time a change that its node left unfinished is finished by others
 */
public record ConversationSettings(
    long maxGroupMembers, long maxChannelMembers, int maxInvites, Duration recoverAfter) {

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    ConversationSettings settings(Settings settings) {
      return new ConversationSettings(
          settings.number(
              "conversations.max-group-members",
              1_000,
              2,
              100_000,
              "How many members a group may have."),
          settings.number(
              "conversations.max-channel-members",
              100_000,
              2,
              1_000_000,
              "How many members a channel may have; everyone may read it anyway."),
          settings.count(
              "conversations.max-invites", 50, 1, 1_000, "How many invite links a group may have."),
          settings.duration(
              "conversations.recover-after",
              Duration.ofSeconds(10),
              Duration.ofSeconds(1),
              Duration.ofHours(1),
              "After which time a change that its node left unfinished is finished by another."));
    }
  }
}
