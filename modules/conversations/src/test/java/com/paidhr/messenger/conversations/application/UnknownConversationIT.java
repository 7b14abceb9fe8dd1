package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.mongo.StoredWorlds;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a stranger asks of a conversation costs the same whether it exists or not. */
class UnknownConversationIT {
  private static final StoreTraffic TRAFFIC = new StoreTraffic();
  private static final MongoClient CLIENT =
      MongoClients.create(
          MongoClientSettings.builder()
              .applyConnectionString(new ConnectionString(TestStores.mongoUri()))
              .addCommandListener(TRAFFIC)
              .build());

  private final World world =
      StoredWorlds.over(CLIENT.getDatabase(TestStores.freshDatabase()), 100);
  private final UserId ann = world.user("ann");
  private final UserId bob = world.user("bob");
  private final UserId eve = world.user("eve");

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  private Map<String, Consumer<ConversationId>> doors() {
    Map<String, Consumer<ConversationId>> doors = new LinkedHashMap<>();
    doors.put("access", id -> world.conversations.accessOf(eve, id));
    doors.put("show", id -> world.browse.one(eve, id));
    doors.put("members", id -> world.browseMembers.page(eve, id, PageRequest.of(10, null)));
    doors.put("member", id -> world.browseMembers.one(eve, id, ann));
    doors.put("join", id -> world.enter.join(eve, id));
    doors.put("add", id -> world.enter.add(eve, id, bob, MemberRole.MEMBER));
    doors.put("leave", id -> world.exit.remove(eve, id, eve));
    doors.put("kick", id -> world.exit.remove(eve, id, ann));
    doors.put("appoint", id -> world.assign.assign(eve, id, ann, MemberRole.ADMIN));
    doors.put("archive", id -> world.edit.archive(eve, id, true, version -> {}));
    doors.put("invites", id -> world.links.list(eve, id));
    return doors;
  }

  private static List<String> cost(Consumer<ConversationId> door, ConversationId id) {
    return TRAFFIC
        .of(() ->
            assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> door.accept(id))
                .satisfies(refusal -> assertThat(refusal.type().status()).isEqualTo(404)))
        .commands();
  }

  @Test
  void costsTheSameCommandsWhetherItExistsOrNot() {
    List<ConversationId> existing = List.of(world.privateOf(ann, bob), world.group(ann, bob));
    ConversationId missing = new ConversationId("missing");

    doors()
        .forEach((name, door) -> {
          List<String> expected = cost(door, missing);
          assertThat(expected).as(name).hasSize(2);
          for (ConversationId foreign : existing) {
            assertThat(cost(door, foreign)).as("%s, the first time", name).isEqualTo(expected);
            assertThat(cost(door, foreign)).as("%s, again", name).isEqualTo(expected);
          }
        });
  }
}
