package com.paidhr.messenger.delivery.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Audience;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.delivery.InboxEntry.Reading;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.InboxChange;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageChanges.UntoldRead;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is told what, and in how many entries, when members of a conversation read at once. */
class ReadTellingTest {
  private static final ConversationId ROOM = new ConversationId("room");
  private static final int DETAIL_LIMIT = 20;

  private final List<InboxChange> told = new ArrayList<>();

  private static List<UserId> members(int count) {
    return IntStream.range(0, count).mapToObj(i -> new UserId("member" + i)).toList();
  }

  @Test
  void tellsEachMemberInOneEntryOfAllWhoRead() {
    List<UserId> members = members(DETAIL_LIMIT);

    telling(members, ReceiptsMode.FULL).tell(allRead(members, 7));

    assertThat(told).extracting(InboxChange::user).containsExactlyInAnyOrderElementsOf(members);
    assertThat(told)
        .allSatisfy(entry ->
            assertThat(entry.readings())
                .extracting(Reading::who)
                .containsExactlyInAnyOrderElementsOf(members));
  }

  @Test
  void tellsSendersNumbersWhereTheMembersAreMany() {
    List<UserId> members = members(DETAIL_LIMIT + 1);

    telling(members, ReceiptsMode.FULL).tell(allRead(members, 7));

    assertThat(named()).as("each of one's own").hasSize(members.size());
    assertThat(named())
        .allSatisfy(entry ->
            assertThat(entry.readings()).extracting(Reading::who).containsExactly(entry.user()));
    assertThat(counted()).containsExactly(InboxChange.ofReaders(members.get(1), id(7), 41));
  }

  @Test
  void tellsSendersNumbersWhereNobodyIsToBeNamed() {
    List<UserId> members = members(3);

    telling(members, ReceiptsMode.COUNTS).tell(allRead(members.subList(2, 3), 7));

    assertThat(named()).extracting(InboxChange::user).containsExactly(members.get(2));
    assertThat(counted()).containsExactly(InboxChange.ofReaders(members.get(1), id(7), 41));
  }

  @Test
  void tellsNoNumbersWhereReceiptsAreOff() {
    List<UserId> members = members(3);

    telling(members, ReceiptsMode.OFF).tell(allRead(members.subList(2, 3), 7));

    assertThat(counted()).isEmpty();
  }

  private List<InboxChange> named() {
    return told.stream().filter(entry -> !entry.readings().isEmpty()).toList();
  }

  private List<InboxChange> counted() {
    return told.stream().filter(entry -> entry.readings().isEmpty()).toList();
  }

  private static MessageId id(long seq) {
    return new MessageId(ROOM, seq);
  }

  private static List<UntoldRead> allRead(List<UserId> readers, long seq) {
    return readers.stream().map(reader -> new UntoldRead(ROOM, reader, seq, 0, 0)).toList();
  }

  /** Member 1 has sent everything, and everything was read by 41. */
  private ReadTelling telling(List<UserId> members, ReceiptsMode mode) {
    Audience audience = (last, limit) -> members.stream().limit(limit).toList();
    Conversations conversations =
        port(
            Conversations.class,
            (proxy, method, arguments) ->
                method.getName().equals("audienceOf")
                    ? audience
                    : access((Collection<?>) arguments[0], mode));
    MessageChanges changes =
        port(
            MessageChanges.class,
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "readThrough" -> Map.of();
                  case "sharingReads" ->
                      mode == ReceiptsMode.FULL
                          ? Set.copyOf((Collection<?>) arguments[1])
                          : Set.of();
                  default -> null;
                });
    Messages messages =
        port(
            Messages.class,
            (proxy, method, arguments) ->
                method.getName().equals("range")
                    ? List.of(summary(members.get(1), 6), summary(members.get(1), 7))
                    : new Messages.Reads(Map.of(), OptionalLong.of(41)));
    Inboxes inboxes =
        port(
            Inboxes.class,
            (proxy, method, arguments) -> {
              ((Collection<?>) arguments[0]).forEach(entry -> told.add((InboxChange) entry));
              return null;
            });
    return new ReadTelling(
        changes,
        new Listeners(conversations),
        new ReadCounts(conversations, messages),
        inboxes,
        settings());
  }

  private static Map<UserId, Access> access(Collection<?> users, ReceiptsMode mode) {
    return users.stream()
        .map(UserId.class::cast)
        .collect(
            Collectors.toMap(
                user -> user,
                user ->
                    new Access(
                        ConversationType.GROUP,
                        new Visibility(
                            ROOM, user, Visibility.Rule.GROUP_MEMBER, 1, Visibility.OPEN, 1),
                        MemberRole.MEMBER,
                        1,
                        mode,
                        false,
                        null,
                        null)));
  }

  private static MessageSummary summary(UserId sender, long seq) {
    return new MessageSummary(
        id(seq),
        sender,
        MessageKind.TEXT,
        Instant.EPOCH,
        MessageStatus.DELIVERED,
        MessageCounts.NONE,
        false);
  }

  private static DeliverySettings settings() {
    Duration second = Duration.ofSeconds(1);
    return new DeliverySettings(true, 1, 1, second, 1, 1, second, second, DETAIL_LIMIT);
  }

  private static <T> T port(Class<T> type, InvocationHandler answers) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
  }
}
