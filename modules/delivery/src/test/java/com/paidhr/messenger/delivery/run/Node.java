package com.paidhr.messenger.delivery.run;

import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.ConversationChanges;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.delivery.domain.ChangeSettings;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.QueueFullException;
import com.paidhr.messenger.delivery.domain.RetrySettings;
import com.paidhr.messenger.delivery.domain.Worker;
import com.paidhr.messenger.delivery.guard.Breakers;
import com.paidhr.messenger.delivery.guard.GuardedInboxes;
import com.paidhr.messenger.delivery.guard.JobPublisher;
import com.paidhr.messenger.delivery.guard.Publication;
import com.paidhr.messenger.delivery.mongo.MongoDeadLetters;
import com.paidhr.messenger.delivery.mongo.MongoDeliveryRecords;
import com.paidhr.messenger.delivery.mongo.MongoNetworkProfiles;
import com.paidhr.messenger.delivery.network.LastDraws;
import com.paidhr.messenger.delivery.network.Network;
import com.paidhr.messenger.delivery.network.NetworkConditions;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.delivery.network.TestNetworks;
import com.paidhr.messenger.delivery.publish.AcceptedMessages;
import com.paidhr.messenger.delivery.publish.Redriver;
import com.paidhr.messenger.delivery.record.Ledger;
import com.paidhr.messenger.delivery.redis.RedisDeliveryQueue;
import com.paidhr.messenger.delivery.redis.RedisHeldLanes;
import com.paidhr.messenger.delivery.redis.RedisInboxes;
import com.paidhr.messenger.delivery.redis.TestRedis;
import com.paidhr.messenger.delivery.replay.DiscardDeadLetter;
import com.paidhr.messenger.delivery.replay.Replays;
import com.paidhr.messenger.messaging.MessageAccepted;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageStatuses;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.audit.ChainedAuditLog;
import com.paidhr.messenger.shared.audit.mongo.MongoAuditStore;
import com.paidhr.messenger.shared.rest.JsonMapping;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import redis.clients.jedis.UnifiedJedis;

/** One application node's delivery on real stores, wired by hand. */
public final class Node implements AutoCloseable {
  static final DeliverySettings QUICK =
      new DeliverySettings(
          true,
          4,
          256,
          Duration.ofMillis(600),
          64L << 20,
          20_000,
          Duration.ofMillis(700),
          Duration.ofMillis(150),
          256);

  /** For what takes long on a busy machine: nothing is taken over or redriven meanwhile. */
  static final DeliverySettings PATIENT =
      new DeliverySettings(
          true,
          4,
          256,
          Duration.ofMinutes(5),
          64L << 20,
          20_000,
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          256);

  public static final RetrySettings SHORT =
      new RetrySettings(4, Duration.ofSeconds(2), Duration.ofMillis(60), Duration.ofMillis(300));

  final UnifiedJedis redis;
  final UnifiedJedis blocking;
  final RedisDeliveryQueue queue;
  final RedisHeldLanes held;
  final Inboxes inboxes;
  final MongoDeliveryRecords records;
  final MongoDeadLetters letters;
  final MongoNetworkProfiles profiles;
  final Network network;
  final AcceptedMessages accepted;
  final Replays replays;
  final Redriver redriver;
  final Breakers breakers;
  final Ledger ledger;
  final DiscardDeadLetter discard;
  final JobRunner runner;
  final TestMetrics counted = new TestMetrics();
  private final URI redisUri;
  private final MongoDatabase database;
  private final FakeConversations conversations;
  private final FakeMessages messages;
  private final DeliverySettings settings;
  private final RetrySettings policy;
  private final DeliveryWorkers workers;

  Node(
      URI redisUri,
      MongoDatabase database,
      FakeConversations conversations,
      FakeMessages messages,
      DeliverySettings settings,
      RetrySettings policy) {
    Clock clock = Clock.systemUTC();
    this.redisUri = redisUri;
    this.database = database;
    this.conversations = conversations;
    this.messages = messages;
    this.settings = settings;
    this.policy = policy;
    redis = TestRedis.connect(redisUri);
    Worker worker = new Worker("node-" + UUID.randomUUID());
    blocking = TestRedis.connectToWait(redisUri, worker.name());
    DueTimers timers = new DueTimers();
    queue =
        new RedisDeliveryQueue(
            redis, blocking, settings.partitions(), settings.maxBytes(), worker.name(), timers);
    held = new RedisHeldLanes(redis, queue::partitionOf, timers);
    records = new MongoDeliveryRecords(database, settings);
    letters = new MongoDeadLetters(database);
    profiles = new MongoNetworkProfiles(database, JsonMapping.mapper());
    network = TestNetworks.over(profiles, clock);
    Wired parts =
        new Wired()
            .with(MetricRegistry.class, counted.registry())
            .with(Clock.class, clock)
            .with(Worker.class, worker)
            .with(DueTimers.class, timers)
            .with(DeliverySettings.class, settings)
            .with(RetrySettings.class, policy)
            .with(ChangeSettings.class, ChangeSettings.STANDARD)
            .with(Conversations.class, conversations)
            .with(ConversationChanges.class, new NoChanges())
            .with(Messages.class, messages)
            .with(MessageStatuses.class, messages)
            .with(MessageChanges.class, new NoChanges())
            .with(DeliveryQueue.class, queue)
            .with(HeldLanes.class, held)
            .with(DeliveryRecords.class, records)
            .with(DeadLetters.class, letters)
            .with(
                AuditLog.class,
                new ChainedAuditLog(new MongoAuditStore(database), new IdGenerator(), clock))
            .with(Network.class, network)
            .with(LastDraws.class, new LastDraws())
            .with(Inboxes.class, new RedisInboxes(redis, InboxSettings.STANDARD));
    breakers = parts.get(Breakers.class);
    inboxes = parts.get(GuardedInboxes.class);
    parts.with(Inboxes.class, inboxes);
    parts.with(JobPublisher.class, guarded(parts.get(JobPublisher.class)));
    ledger = parts.get(Ledger.class);
    accepted = parts.get(AcceptedMessages.class);
    replays = parts.get(Replays.class);
    discard = parts.get(DiscardDeadLetter.class);
    redriver = parts.get(Redriver.class);
    runner = parts.get(JobRunner.class);
    workers = parts.get(DeliveryWorkers.class);
  }

  /** What the fallback makes of a full queue where there is a container. */
  private JobPublisher guarded(JobPublisher publisher) {
    return new JobPublisher(queue, breakers) {
      @Override
      public Publication publish(List<? extends Job> jobs) {
        try {
          return publisher.publish(jobs);
        } catch (QueueFullException e) {
          return Publication.FULL;
        }
      }
    };
  }

  /** A second node on the same stores. */
  Node another() {
    return new Node(redisUri, database, conversations, messages, settings, policy);
  }

  Node start() {
    workers.start("start");
    return this;
  }

  /** Looks after the partitions and for lost messages once, as the workers do all the time. */
  void redrive() {
    for (int partition = 0; partition < queue.partitions(); partition++) {
      redriver.see(partition, queue.tend(partition, 0, settings.claimIdleAfter()).epoch());
    }
    redriver.run();
  }

  /** Stores a message and tells delivery. */
  MessageSummary send(ConversationId conversation, UserId sender) {
    MessageSummary message = messages.accept(conversation, sender);
    accepted.on(new MessageAccepted(message.createdAt(), message.id(), sender));
    return message;
  }

  void profile(NetworkScope scope, NetworkProfile profile) {
    profiles.put(scope, new NetworkConditions(profile, Clock.systemUTC().instant()));
    network.changed();
  }

  @Override
  public void close() {
    workers.stop("stop");
    blocking.close();
    redis.close();
  }
}
