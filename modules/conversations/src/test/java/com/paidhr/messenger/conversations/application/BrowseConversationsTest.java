package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BrowseConversationsTest {
  private final World world = new World();
  private final UserId ann = world.user("ann");
  private final UserId bob = world.user("bob");
  private final UserId cid = world.user("cid");

  @Test
  void listsTheNewestActivityFirst() {
    ConversationId quiet = world.group(ann);
    ConversationId busy = world.group(ann, bob);
    ConversationId pair = world.privateOf(ann, bob);
    for (ConversationId id : List.of(quiet, busy, busy, busy, pair, pair)) {
      world.send(ann, id);
    }

    assertThat(ids(null, null)).containsExactly(busy, pair, quiet);
  }

  @Test
  void pagesWithoutHolesAndWithoutRepeats() {
    List<ConversationId> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      all.add(world.group(ann));
      for (int j = 0; j < i / 2 + 1; j++) {
        world.send(ann, all.getLast());
      }
    }

    List<ConversationId> seen = new ArrayList<>();
    String cursor = null;
    do {
      var page = world.browse.mine(ann, null, null, PageRequest.of(2, cursor));
      page.items().forEach(one -> seen.add(one.conversation().id()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void filtersByTypeAndText() {
    ConversationId group = world.group(ann, bob);
    ConversationId channel = world.channel(ann);
    ConversationId pair = world.privateOf(ann, bob);
    world.privateOf(ann, cid);

    assertThat(ids(ConversationType.GROUP, null)).containsExactly(group);
    assertThat(ids(null, "CHAN")).containsExactly(channel);
    assertThat(ids(null, "bo")).containsExactly(pair);
    assertThat(ids(ConversationType.GROUP, "bo")).isEmpty();
  }

  @Test
  void showsNoMessageFromBeforeTheJoin() {
    ConversationId group = world.group(ann);
    world.send(ann, group);

    assertThat(world.browse.one(ann, group).preview().lastSeq()).isEqualTo(1);
    world.enter.add(ann, group, bob, com.paidhr.messenger.conversations.MemberRole.MEMBER);
    assertThat(world.browse.one(bob, group).access().visibility().from()).isEqualTo(2);
  }

  @Test
  void showsChannelsToEveryoneButArchivedOnesInNoDirectory() {
    ConversationId news = world.channel(ann);
    ConversationId old = world.channel(ann);
    world.edit.archive(ann, old, true, any -> {});

    Page<BrowseConversations.Overview> page =
        world.browse.channels(bob, null, new PageRequest(10, null));

    assertThat(page.items()).extracting(one -> one.conversation().id()).containsExactly(news);
    assertThat(page.items().getFirst().access().role()).isNull();
    assertThat(world.browse.one(bob, old).conversation().archived()).isTrue();
  }

  private List<ConversationId> ids(@Nullable ConversationType type, @Nullable String query) {
    return world.browse.mine(ann, type, query, new PageRequest(50, null)).items().stream()
        .map(one -> one.conversation().id())
        .toList();
  }
}
