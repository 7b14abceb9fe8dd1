package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationCreated;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.WritersChanged;
import com.paidhr.messenger.conversations.domain.BlockStore;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.InviteStore;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.conversations.domain.PairSecret;
import com.paidhr.messenger.conversations.memory.HeardEvents;
import com.paidhr.messenger.conversations.memory.MemoryBlocks;
import com.paidhr.messenger.conversations.memory.MemoryConversations;
import com.paidhr.messenger.conversations.memory.MemoryInvites;
import com.paidhr.messenger.conversations.memory.MemoryLog;
import com.paidhr.messenger.conversations.memory.MemoryMembers;
import com.paidhr.messenger.conversations.memory.MemoryPreviews;
import com.paidhr.messenger.conversations.memory.MemoryUsers;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.NotedAudit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole module wired by hand, in memory unless other stores are given. */
public final class World {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final MemoryUsers users;
  final MemoryLog log;
  final NotedAudit audit;
  final HeardEvents<ConversationCreated> created = new HeardEvents<>();
  final ConversationSettings settings;
  final ConversationStore conversationStore;
  final MemberStore memberStore;
  private final InviteStore invites;
  final BlockStore blockStore;
  final BlockUsers blocks;
  final HeardEvents<WritersChanged> writersChanged = new HeardEvents<>();
  final StoredConversations conversations;
  final Changes changes;
  final StartConversation start;
  final EnterConversation enter;
  final ExitConversation exit;
  final AssignRole assign;
  final SilenceMember silence;
  final EditConversation edit;
  final InviteLinks links;
  final AcceptInvite accept;
  final BrowseConversations browse;
  final BrowseMembers browseMembers;
  final ExplainVisibility explain;
  final ChangeRecoverer recoverer;

  public World() {
    this(5, new MemoryConversations(), new MemoryMembers(), new MemoryInvites());
  }

  public World(
      long maxMembers,
      ConversationStore conversationStore,
      MemberStore memberStore,
      InviteStore invites) {
    this(maxMembers, conversationStore, memberStore, invites, new MemoryBlocks());
  }

  public World(
      long maxMembers,
      ConversationStore conversationStore,
      MemberStore memberStore,
      InviteStore invites,
      BlockStore blockStore) {
    this(
        maxMembers,
        conversationStore,
        memberStore,
        invites,
        blockStore,
        new MemoryUsers(),
        new MemoryLog(),
        new NotedAudit());
  }

  private World(
      long maxMembers,
      ConversationStore conversationStore,
      MemberStore memberStore,
      InviteStore invites,
      BlockStore blockStore,
      MemoryUsers users,
      MemoryLog log,
      NotedAudit audit) {
    this.users = users;
    this.log = log;
    this.audit = audit;
    this.invites = invites;
    this.blockStore = blockStore;
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    this.conversationStore = conversationStore;
    this.memberStore = memberStore;
    settings = new ConversationSettings(maxMembers, 100_000, 3, Duration.ofSeconds(10));
    MemberLookup lookup = new MemberLookup(memberStore, conversationStore, log);
    MemoryPreviews previews = new MemoryPreviews(log);
    conversations = new StoredConversations(conversationStore, lookup, clock);
    changes = new Changes(conversationStore, memberStore, log, audit);
    AddRules adds = new AddRules(users, memberStore, blockStore);
    PairSecret secret = () -> new byte[] {1};
    BlockedPairs pairs = new BlockedPairs(blockStore, conversationStore, secret);
    blocks = new BlockUsers(blockStore, pairs, users, audit, clock, writersChanged);
    start =
        new StartConversation(
            conversationStore,
            memberStore,
            new StartRules(users, adds, settings),
            secret,
            pairs,
            audit,
            new IdGenerator(),
            clock,
            created);
    enter = new EnterConversation(changes, memberStore, users, adds, settings, clock);
    exit = new ExitConversation(changes, memberStore, clock);
    assign = new AssignRole(changes, memberStore, clock);
    silence = new SilenceMember(changes, memberStore, clock);
    edit = new EditConversation(changes, memberStore, clock);
    links =
        new InviteLinks(
            conversationStore, lookup, invites, audit, new IdGenerator(), settings, clock);
    accept = new AcceptInvite(invites, memberStore, enter, clock);
    browse =
        new BrowseConversations(
            conversationStore, memberStore, lookup, previews, new TextMatch(users), clock);
    browseMembers =
        new BrowseMembers(
            conversations,
            conversationStore,
            memberStore,
            lookup,
            previews,
            clock,
            new HeardEvents<>());
    explain = new ExplainVisibility(conversationStore, lookup, log);
    recoverer =
        new ChangeRecoverer(
            conversationStore,
            changes,
            settings,
            Clock.fixed(NOW.plus(Duration.ofMinutes(1)), ZoneOffset.UTC));
  }

  /** Another node over the same stores and log. */
  World twin() {
    return new World(
        settings.maxGroupMembers(),
        conversationStore,
        memberStore,
        invites,
        blockStore,
        users,
        log,
        audit);
  }

  UserId user(String name) {
    return users.add(name);
  }

  ConversationId group(UserId creator, UserId... others) {
    return group(creator, JoinPolicy.INVITE, others);
  }

  ConversationId group(UserId creator, JoinPolicy policy, UserId... others) {
    return start(creator, ConversationType.GROUP, "Group", policy, others);
  }

  ConversationId channel(UserId creator, UserId... others) {
    return start(creator, ConversationType.CHANNEL, "Channel", null, others);
  }

  ConversationId privateOf(UserId one, UserId other) {
    return start(one, ConversationType.PRIVATE, null, null, other);
  }

  private ConversationId start(
      UserId creator,
      ConversationType type,
      @Nullable String name,
      @Nullable JoinPolicy policy,
      UserId... others) {
    List<@Nullable UserId> members = Arrays.asList(others);
    return start
        .start(creator, new NewConversation(type, name, null, members, policy, null, null))
        .conversation()
        .id();
  }

  /** Sends as messaging does; 0 when refused. */
  long send(UserId sender, ConversationId conversation) {
    return log.send(
        conversation,
        sender,
        () -> {
          try {
            return conversations.accessOf(sender, conversation).mayWrite();
          } catch (com.paidhr.messenger.shared.DomainException e) {
            return false;
          }
        });
  }
}
