package com.paidhr.messenger.delivery.doors;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.application.AssignRole;
import com.paidhr.messenger.conversations.application.BrowseConversations;
import com.paidhr.messenger.conversations.application.BrowseMembers;
import com.paidhr.messenger.conversations.application.EditConversation;
import com.paidhr.messenger.conversations.application.EnterConversation;
import com.paidhr.messenger.conversations.application.ExitConversation;
import com.paidhr.messenger.conversations.application.ExplainVisibility;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.delivery.watch.DeliveryStatuses;
import com.paidhr.messenger.media.application.IncomingFile;
import com.paidhr.messenger.media.application.ReadFile;
import com.paidhr.messenger.media.application.UploadFile;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.application.ExportConversation;
import com.paidhr.messenger.messaging.application.HistoryPosition;
import com.paidhr.messenger.messaging.application.MarkMessage;
import com.paidhr.messenger.messaging.application.MarkRead;
import com.paidhr.messenger.messaging.application.MessagePreview;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.ReadHistory;
import com.paidhr.messenger.messaging.application.ReadThreads;
import com.paidhr.messenger.messaging.application.SearchHit;
import com.paidhr.messenger.messaging.application.SearchMessages;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.messaging.domain.SearchIndex.Filter;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.SearchQuery;
import com.paidhr.messenger.testsupport.model.Doors;
import com.paidhr.messenger.testsupport.model.MembershipModel.Kind;
import com.paidhr.messenger.testsupport.model.MembershipModel.Role;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The doors of a node, asked in the process. */
@Dependent
public class DoorsFixture implements Doors {
  private static final PageRequest ALL = new PageRequest(200, null);

  private final AtomicInteger keys = new AtomicInteger();
  private final Map<MessageId, NewMessage> sent = new ConcurrentHashMap<>();

  @Inject StartConversation start;
  @Inject EnterConversation enter;
  @Inject ExitConversation exit;
  @Inject AssignRole assign;
  @Inject EditConversation edit;
  @Inject BrowseConversations browse;
  @Inject BrowseMembers browseMembers;
  @Inject ExplainVisibility explain;
  @Inject Conversations conversations;
  @Inject SendMessage send;
  @Inject ReadHistory history;
  @Inject ReadThreads threads;
  @Inject ExportConversation export;
  @Inject SearchMessages search;
  @Inject MarkRead markRead;
  @Inject MarkMessage mark;
  @Inject Messages messages;
  @Inject UploadFile upload;
  @Inject ReadFile files;
  @Inject DeliveryStatuses statuses;

  private static <T> Optional<T> known(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (DomainException e) {
      if (e.type().status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static int status(Runnable deed) {
    try {
      deed.run();
      return 200;
    } catch (DomainException e) {
      return e.type().status();
    }
  }

  private static Seen seen(MessageView view) {
    MessageView.ReplyPreview quoted = view.replyPreview();
    MessageId parent = view.replyTo();
    boolean system = view.kind() == MessageKind.SYSTEM;
    return new Seen(
        view.seq(),
        view.senderId(),
        system,
        system ? null : view.body(),
        parent == null ? null : parent.seq(),
        quoted == null ? null : quoted.kind() == MessageKind.SYSTEM ? SYSTEM : quoted.excerpt(),
        view.reactions().stream()
            .flatMap(reaction -> reaction.userIds().stream())
            .collect(TreeSet::new, Set::add, Set::addAll),
        view.pinnedAt() != null,
        view.attachments().stream().map(file -> file.id()).toList());
  }

  private static List<Seen> seen(List<MessageView> views) {
    return views.stream().map(DoorsFixture::seen).toList();
  }

  private static @Nullable Role role(@Nullable MemberRole role) {
    return role == null ? null : Role.valueOf(role.name());
  }

  private static Listed listed(BrowseConversations.Overview overview) {
    Object last = overview.preview().lastMessage();
    return new Listed(
        overview.conversation().id(),
        role(overview.access().role()),
        overview.preview().lastSeq(),
        last == null ? null : seen(((MessagePreview) last).message()),
        overview.preview().unreadCount());
  }

  @Override
  public ConversationId start(
      Kind kind, UserId creator, List<UserId> others, boolean open, String name) {
    boolean isGroup = kind == Kind.GROUP;
    return start
        .start(
            creator,
            new NewConversation(
                ConversationType.valueOf(kind.name()),
                kind == Kind.PRIVATE ? null : name,
                null,
                new ArrayList<@Nullable UserId>(others),
                isGroup ? (open ? JoinPolicy.OPEN : JoinPolicy.INVITE) : null,
                null,
                null))
        .conversation()
        .id();
  }

  @Override
  public int join(UserId actor, ConversationId conversation) {
    return status(() -> enter.join(actor, conversation));
  }

  @Override
  public int add(UserId actor, ConversationId conversation, UserId user, Role role) {
    return status(() -> enter.add(actor, conversation, user, MemberRole.valueOf(role.name())));
  }

  @Override
  public int remove(UserId actor, ConversationId conversation, UserId user) {
    return status(() -> exit.remove(actor, conversation, user));
  }

  @Override
  public int assign(UserId actor, ConversationId conversation, UserId user, Role role) {
    return status(() -> assign.assign(actor, conversation, user, MemberRole.valueOf(role.name())));
  }

  @Override
  public int archive(UserId actor, ConversationId conversation, boolean archived) {
    return status(() -> edit.archive(actor, conversation, archived, any -> {}));
  }

  @Override
  public MediaId upload(UserId owner) {
    byte[] bytes = "something".getBytes(StandardCharsets.UTF_8);
    return upload
        .upload(
            owner,
            new IncomingFile() {
              @Override
              public String name() {
                return "something.txt";
              }

              @Override
              public InputStream bytes() {
                return new ByteArrayInputStream(bytes);
              }

              @Override
              public void requireEnd() {
                // It ends with its bytes.
              }
            })
        .id();
  }

  @Override
  public int send(
      UserId sender,
      ConversationId conversation,
      String body,
      @Nullable MessageId replyTo,
      List<MediaId> carried) {
    String key = "key" + keys.incrementAndGet();
    NewMessage message = new NewMessage(conversation, sender, body, carried, replyTo, key);
    int status = status(() -> sent.put(send.send(message).message().id(), message));
    return status == 200 ? 201 : status;
  }

  @Override
  public Optional<Seen> sentAgain(MessageId id) {
    NewMessage message = Objects.requireNonNull(sent.get(id));
    List<Seen> answers = new ArrayList<>();
    status(() -> answers.add(seen(send.send(message).message())));
    return answers.stream().findFirst();
  }

  @Override
  public int read(UserId reader, MessageId message, boolean upTo) {
    return status(() -> markRead.mark(reader, message, upTo));
  }

  @Override
  public int react(UserId user, MessageId message) {
    return status(() -> mark.react(user, message, EMOJI));
  }

  @Override
  public int pin(UserId user, MessageId message) {
    return status(() -> mark.pin(user, message, true));
  }

  @Override
  public Optional<List<Seen>> history(UserId user, ConversationId conversation) {
    return known(() -> seen(history.page(user, conversation, HistoryPosition.NEWEST, 200).items()));
  }

  @Override
  public Optional<List<Seen>> historyByTwo(UserId user, ConversationId conversation) {
    return known(() -> {
      List<MessageView> all = new ArrayList<>();
      HistoryPosition position = HistoryPosition.NEWEST;
      Page<MessageView> page;
      do {
        page = history.page(user, conversation, position, 2);
        all.addAll(0, page.items());
        if (page.next() != null) {
          position =
              new HistoryPosition(HistoryPosition.Anchor.BEFORE, page.items().getFirst().seq());
        }
      } while (page.next() != null);
      return seen(all);
    });
  }

  @Override
  public Optional<List<Seen>> export(UserId user, ConversationId conversation) {
    return known(() -> {
      List<MessageView> all = new ArrayList<>();
      export.<IllegalStateException>export(
          user, conversation, export.begin(user, conversation), all::addAll);
      return seen(all);
    });
  }

  @Override
  public Optional<List<Seen>> search(
      UserId user, @Nullable ConversationId conversation, String word) {
    Filter filter = new Filter(SearchQuery.of(word), null, null, null, null, null);
    return known(() ->
        search.search(user, conversation, filter, ALL).items().stream()
            .map(SearchHit::message)
            .map(DoorsFixture::seen)
            .toList());
  }

  @Override
  public Optional<List<Seen>> pinned(UserId user, ConversationId conversation) {
    return known(
        () -> seen(threads.pinned(user, conversation, PageRequest.of(PINS, null)).items()));
  }

  @Override
  public Optional<List<Seen>> thread(UserId user, MessageId root) {
    return known(() -> seen(threads.thread(user, root, ALL).items()));
  }

  @Override
  public Optional<Seen> single(UserId user, MessageId message) {
    return known(() -> seen(history.single(user, message)));
  }

  @Override
  public boolean showsEdits(UserId user, MessageId message) {
    return known(() -> history.edits(user, message, new PageRequest(200, null)).items())
        .isPresent();
  }

  @Override
  public Optional<Long> status(UserId user, MessageId message) {
    return known(() -> statuses.reads(statuses.seenBy(user, message), List.of()).count())
        .flatMap(count -> count.isPresent() ? Optional.of(count.getAsLong()) : Optional.empty());
  }

  /** The timeline is made of what the status is made of; over HTTP both are asked. */
  @Override
  public boolean showsTimeline(UserId user, MessageId message) {
    return known(() -> statuses.seenBy(user, message)).isPresent();
  }

  @Override
  public boolean explained(UserId user, MessageId message) {
    return explain.explain(user, message).visible();
  }

  @Override
  public Set<MessageId> pushed(UserId user, Set<MessageId> ids) {
    return new TreeSet<>(messages.viewsFor(user, ids).keySet());
  }

  @Override
  public Optional<Set<UserId>> audience(MessageId message) {
    Set<UserId> audience = new TreeSet<>();
    conversations
        .audienceOf(message.conversation(), message.seq())
        .pages(2)
        .forEach(audience::addAll);
    return Optional.of(audience);
  }

  @Override
  public boolean file(UserId user, MediaId file) {
    return known(() -> files.find(user, file)).isPresent();
  }

  @Override
  public List<Listed> list(UserId user) {
    return browse.mine(user, null, null, ALL).items().stream().map(DoorsFixture::listed).toList();
  }

  @Override
  public Optional<Listed> one(UserId user, ConversationId conversation) {
    return known(() -> listed(browse.one(user, conversation)));
  }

  @Override
  public List<Listed> channels(UserId user, String name) {
    return browse.channels(user, name, ALL).items().stream().map(DoorsFixture::listed).toList();
  }

  @Override
  public Optional<List<Present>> members(UserId user, ConversationId conversation) {
    return known(() ->
        browseMembers.page(user, conversation, ALL).items().stream()
            .map(shown ->
                new Present(
                    shown.member().user(),
                    Role.valueOf(shown.member().role().name()),
                    shown.readUpTo()))
            .toList());
  }
}
