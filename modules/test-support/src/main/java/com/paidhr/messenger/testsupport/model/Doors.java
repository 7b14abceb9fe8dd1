package com.paidhr.messenger.testsupport.model;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.model.MembershipModel.Kind;
import com.paidhr.messenger.testsupport.model.MembershipModel.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything by which a user changes or reads conversations. What changes something answers the
 * HTTP status; what reads answers empty for a 404.
 */
public interface Doors {
  /** How many pins are asked for at once. */
  int PINS = 1;

  /** Stands for the words of a SYSTEM message that is quoted. */
  String SYSTEM = "(system)";

  /** The emoji of all reactions. */
  String EMOJI = "👍";

  /**
   * A message as a reader sees it.
   *
   * @param body null for SYSTEM messages, whose words do not matter
   * @param quoted the words of the answered message, {@link #SYSTEM} for those of the service, null
   *     when they are hidden
   */
  record Seen(
      long seq,
      UserId sender,
      boolean system,
      @Nullable String body,
      @Nullable Long replyTo,
      @Nullable String quoted,
      Set<UserId> reactions,
      boolean pinned,
      List<MediaId> files) {}

  /** A conversation as a list shows it. */
  record Listed(
      ConversationId conversation,
      @Nullable Role role,
      long lastSeq,
      @Nullable Seen lastMessage,
      long unread) {}

  /**
   * A member.
   *
   * @param readUpTo up to where they have read
   */
  record Present(UserId user, Role role, @Nullable Long readUpTo) {}

  ConversationId start(Kind kind, UserId creator, List<UserId> others, boolean open, String name);

  int join(UserId actor, ConversationId conversation);

  int add(UserId actor, ConversationId conversation, UserId user, Role role);

  int remove(UserId actor, ConversationId conversation, UserId user);

  int assign(UserId actor, ConversationId conversation, UserId user, Role role);

  int archive(UserId actor, ConversationId conversation, boolean archived);

  MediaId upload(UserId owner);

  int send(
      UserId sender,
      ConversationId conversation,
      String body,
      @Nullable MessageId replyTo,
      List<MediaId> files);

  /** What the sender of the message is answered who sends it again; empty when it is refused. */
  Optional<Seen> sentAgain(MessageId message);

  int read(UserId reader, MessageId message, boolean upTo);

  int react(UserId user, MessageId message);

  int pin(UserId user, MessageId message);

  Optional<List<Seen>> history(UserId user, ConversationId conversation);

  /** The same, paged from the newest back. */
  Optional<List<Seen>> historyByTwo(UserId user, ConversationId conversation);

  Optional<List<Seen>> export(UserId user, ConversationId conversation);

  /** Messages with the word, in one conversation or everywhere. */
  Optional<List<Seen>> search(UserId user, @Nullable ConversationId conversation, String word);

  /** The last {@link #PINS} pinned ones. */
  Optional<List<Seen>> pinned(UserId user, ConversationId conversation);

  Optional<List<Seen>> thread(UserId user, MessageId root);

  Optional<Seen> single(UserId user, MessageId message);

  /** Whether the earlier bodies of the message are shown. */
  boolean showsEdits(UserId user, MessageId message);

  /** How many others have read it, from the status; empty also where that is not told. */
  Optional<Long> status(UserId user, MessageId message);

  /** Whether the message's timeline is shown. */
  boolean showsTimeline(UserId user, MessageId message);

  /** What an administrator is told about whether the user sees the message. */
  boolean explained(UserId user, MessageId message);

  /** Those of the messages that a push shows to the user. */
  Set<MessageId> pushed(UserId user, Set<MessageId> messages);

  /** To whom the message is addressed, as far as users can find out; empty if they cannot. */
  Optional<Set<UserId>> audience(MessageId message);

  boolean file(UserId user, MediaId file);

  List<Listed> list(UserId user);

  Optional<Listed> one(UserId user, ConversationId conversation);

  /** The channels with that name. */
  List<Listed> channels(UserId user, String name);

  Optional<List<Present>> members(UserId user, ConversationId conversation);
}
