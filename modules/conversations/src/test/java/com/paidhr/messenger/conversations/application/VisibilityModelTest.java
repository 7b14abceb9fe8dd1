package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.Membership;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.memory.MemoryLog;
import com.paidhr.messenger.conversations.memory.MemoryLog.Fault;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.model.MembershipModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Random histories of joins, adds, leaves, kicks, roles, archiving, sends and deaths of nodes by
 * six users in a private conversation, an invite-only group, an open group and a channel. After
 * every step every user's view of every message in each of them equals a brute-force model.
 *
 * <p>1,000 histories; {@code -Djqwik.tries.default=10000} runs more. The seed is printed.
 */
class VisibilityModelTest {
  private static final int USERS = 6;
  private static final int MAX_GROUP = 5;

  enum Action {
    JOIN,
    ADD,
    LEAVE,
    KICK,
    ASSIGN,
    SEND,
    ARCHIVE,
    RESTORE,
    RECOVER
  }

  record Step(
      Action action, int conversation, int actor, int target, MemberRole role, Fault fault) {}

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Action> actions =
        Arbitraries.frequency(
            Tuple.of(6, Action.JOIN),
            Tuple.of(6, Action.ADD),
            Tuple.of(4, Action.LEAVE),
            Tuple.of(5, Action.KICK),
            Tuple.of(4, Action.ASSIGN),
            Tuple.of(8, Action.SEND),
            Tuple.of(1, Action.ARCHIVE),
            Tuple.of(2, Action.RESTORE),
            Tuple.of(2, Action.RECOVER));
    Arbitrary<Fault> faults =
        Arbitraries.frequency(
            Tuple.of(8, Fault.NONE), Tuple.of(1, Fault.BEFORE), Tuple.of(1, Fault.AFTER));
    return Combinators.combine(
            actions,
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, USERS - 1),
            Arbitraries.integers().between(0, USERS - 1),
            Arbitraries.of(MemberRole.class),
            faults)
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  @Property
  void everyDoorEqualsTheBruteForceModel(@ForAll("histories") List<Step> history) {
    Run run = new Run();
    run.check();
    for (Step step : history) {
      run.perform(step);
      run.check();
    }
  }

  /** One history against the real rules and the model. */
  private static final class Run {
    private final World world = new World();
    private final List<UserId> users = new ArrayList<>();
    private final Map<ConversationId, MembershipModel> models = new LinkedHashMap<>();

    Run() {
      for (int i = 0; i < USERS; i++) {
        users.add(world.user("u" + i));
      }
      UserId first = users.get(0);
      UserId second = users.get(1);
      model(world.privateOf(first, second), ConversationType.PRIVATE, Set.of(second), false);
      model(world.group(first, second), ConversationType.GROUP, Set.of(second), false);
      model(world.group(first, JoinPolicy.OPEN), ConversationType.GROUP, Set.of(), true);
      model(world.channel(first), ConversationType.CHANNEL, Set.of(), true);
    }

    private void model(ConversationId id, ConversationType type, Set<UserId> others, boolean open) {
      models.put(
          id,
          new MembershipModel(
              MembershipModel.Kind.valueOf(type.name()), users.get(0), others, open, MAX_GROUP));
    }

    void perform(Step step) {
      ConversationId id = List.copyOf(models.keySet()).get(step.conversation());
      MembershipModel model = Objects.requireNonNull(models.get(id));
      UserId actor = users.get(step.actor());
      UserId target = users.get(step.target());
      switch (step.action()) {
        case SEND -> assertThat(world.send(actor, id)).isEqualTo(model.send(actor));
        case RECOVER -> {
          world.recoverer.recover();
          models.values().forEach(MembershipModel::finish);
        }
        default -> change(step, id, model, actor, target);
      }
    }

    private void change(
        Step step, ConversationId id, MembershipModel model, UserId actor, UserId target) {
      model.finish();
      if (step.fault() != Fault.NONE) {
        settle(id);
      }
      int expected = expected(step, model, actor, target);
      boolean decides = expected == 201 || expected == 204;
      world.log.failNext(decides ? step.fault() : Fault.NONE);
      int status = attempt(step, id, actor, target);
      if (decides) {
        assertThat(status).isEqualTo(step.fault() == Fault.NONE ? expected : 0);
        follow(step, model, actor, target, step.fault() != Fault.BEFORE);
      } else {
        assertThat(status).as("%s", step).isEqualTo(expected);
      }
    }

    /** Every change first finishes the one before; here ahead, so that the fault hits its own. */
    private void settle(ConversationId id) {
      world.changes.apply(id, settled -> Optional.empty());
    }

    private static int expected(Step step, MembershipModel model, UserId actor, UserId target) {
      return switch (step.action()) {
        case JOIN -> model.join(actor);
        case ADD -> model.add(actor, target, role(step));
        case LEAVE -> model.remove(actor, actor);
        case KICK -> model.remove(actor, target);
        case ASSIGN -> model.assign(actor, target, role(step));
        case ARCHIVE -> model.archive(actor, true);
        case RESTORE -> model.archive(actor, false);
        default -> throw new IllegalArgumentException();
      };
    }

    private static MembershipModel.Role role(Step step) {
      return MembershipModel.Role.valueOf(step.role().name());
    }

    private int attempt(Step step, ConversationId id, UserId actor, UserId target) {
      long before = world.conversationStore.find(id).orElseThrow().version();
      try {
        switch (step.action()) {
          case JOIN -> world.enter.join(actor, id);
          case ADD -> world.enter.add(actor, id, target, step.role());
          case LEAVE -> world.exit.remove(actor, id, actor);
          case KICK -> world.exit.remove(actor, id, target);
          case ASSIGN -> world.assign.assign(actor, id, target, step.role());
          case ARCHIVE -> world.edit.archive(actor, id, true, any -> {});
          case RESTORE -> world.edit.archive(actor, id, false, any -> {});
          default -> throw new IllegalArgumentException();
        }
      } catch (DomainException e) {
        return e.type().status();
      } catch (MemoryLog.Crash e) {
        return 0;
      }
      boolean changed = world.conversationStore.find(id).orElseThrow().version() > before;
      boolean removes = step.action() == Action.LEAVE || step.action() == Action.KICK;
      return changed ? (removes ? 204 : 201) : 200;
    }

    private static void follow(
        Step step, MembershipModel model, UserId actor, UserId target, boolean logged) {
      switch (step.action()) {
        case JOIN -> model.enter(actor, MembershipModel.Role.MEMBER, logged);
        case ADD -> model.enter(target, role(step), logged);
        case LEAVE -> model.exit(actor, logged);
        case KICK -> model.exit(target, logged);
        case ASSIGN -> model.appoint(target, role(step), logged);
        case ARCHIVE -> model.archived(actor, true, logged);
        case RESTORE -> model.archived(actor, false, logged);
        default -> throw new IllegalArgumentException();
      }
    }

    void check() {
      models.forEach((id, model) -> {
        int last = model.lastSeq();
        assertThat(world.log.lastSeq(id)).isEqualTo(last);
        for (UserId user : users) {
          checkAccess(id, model, user, last);
        }
        for (int seq = 1; seq <= last; seq++) {
          assertThat(audience(id, seq)).isEqualTo(model.audience(seq));
        }
      });
      users.forEach(this::checkLists);
    }

    private void checkAccess(ConversationId id, MembershipModel model, UserId user, int last) {
      Visibility visibility = world.conversations.visibilityOf(user, id);
      for (int seq = 1; seq <= last; seq++) {
        assertThat(visibility.sees(seq))
            .as("%s sees %s.%s", user, id, seq)
            .isEqualTo(model.knows(user) && model.sees(user, seq));
        assertThat(visibility.receives(seq)).isEqualTo(model.audience(seq).contains(user));
      }
      Access access = world.conversations.accessOf(List.of(user), id).get(user);
      assertThat(access != null).isEqualTo(model.knows(user));
      assertThat(world.conversations.accessOf(Map.of(user, Set.of(id))).get(user))
          .isEqualTo(world.conversations.accessOf(user, Set.of(id)));
      assertThat(status(() -> world.conversations.accessOf(user, id)))
          .isEqualTo(model.knows(user) ? 200 : 404);
      if (access != null) {
        assertThat(access.visibility()).isEqualTo(visibility);
        assertThat(Objects.toString(access.role()))
            .isEqualTo(Objects.toString(model.members().get(user)));
        assertThat(access.mayWrite()).isEqualTo(model.mayWrite(user));
      }
    }

    private Set<UserId> audience(ConversationId id, int seq) {
      Set<UserId> audience = new TreeSet<>();
      StreamSupport.stream(world.conversations.audienceOf(id, seq).pages(2).spliterator(), false)
          .forEach(page -> page.forEach(user -> assertThat(audience.add(user)).isTrue()));
      return audience;
    }

    private void checkLists(UserId user) {
      Set<ConversationId> known = new TreeSet<>();
      models.forEach((id, model) -> {
        if (model.knows(user)) {
          known.add(id);
        }
      });
      assertThat(readable(user)).isEqualTo(known);
      Set<ConversationId> member = new TreeSet<>();
      models.forEach((id, model) -> {
        if (model.members().containsKey(user)) {
          member.add(id);
        }
      });
      assertThat(world.conversations.memberships(user))
          .extracting(Membership::conversation)
          .containsExactlyElementsOf(member);
      assertThat(world.browse.mine(user, null, null, new PageRequest(50, null)).items())
          .extracting(one -> one.conversation().id())
          .containsExactlyInAnyOrderElementsOf(member);
    }

    private Set<ConversationId> readable(UserId user) {
      Set<ConversationId> readable = new TreeSet<>();
      String cursor = null;
      do {
        var page = world.conversations.readableBy(user, PageRequest.of(1, cursor));
        page.items().forEach(one -> assertThat(readable.add(one.conversation())).isTrue());
        cursor = page.next();
      } while (cursor != null);
      return readable;
    }

    private static int status(Runnable request) {
      try {
        request.run();
        return 200;
      } catch (DomainException e) {
        return e.type().status();
      }
    }
  }
}
