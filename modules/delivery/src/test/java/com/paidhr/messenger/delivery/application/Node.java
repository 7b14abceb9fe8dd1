package com.paidhr.messenger.delivery.application;

import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.delivery.changes.ChangeBuffer;
import com.paidhr.messenger.delivery.changes.ConversationTelling;
import com.paidhr.messenger.delivery.changes.Listeners;
import com.paidhr.messenger.delivery.domain.ChangeSettings;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.QueueFullException;
import com.paidhr.messenger.delivery.domain.RetrySettings;
import com.paidhr.messenger.delivery.mongo.MongoAuditLog;
import com.paidhr.messenger.delivery.mongo.MongoDeadLetters;
import com.paidhr.messenger.delivery.mongo.MongoDeliveryRecords;
import com.paidhr.messenger.delivery.mongo.MongoNetworkProfiles;
import com.paidhr.messenger.delivery.network.Network;
import com.paidhr.messenger.delivery.network.NetworkConditions;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.delivery.network.TestNetworks;
import com.paidhr.messenger.delivery.redis.RedisDeliveryQueue;
import com.paidhr.messenger.delivery.redis.RedisHeldLanes;
import com.paidhr.messenger.delivery.redis.RedisInboxes;
import com.paidhr.messenger.delivery.redis.TestRedis;
import com.paidhr.messenger.messaging.MessageAccepted;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.rest.JsonMapping;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;

/** One application node's delivery on real stores, wired by hand. */
final class Node implements AutoCloseable {
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

  static final RetrySettings SHORT =
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
  final DeadLetterOffice office;
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
    blocking = TestRedis.connect(redisUri);
    Worker worker = new Worker("node-" + UUID.randomUUID());
    queue =
        new RedisDeliveryQueue(
            redis, blocking, settings.partitions(), settings.maxBytes(), worker.name());
    held = new RedisHeldLanes(redis, queue::partitionOf);
    records = new MongoDeliveryRecords(database, settings);
    letters = new MongoDeadLetters(database);
    MongoAuditLog audit = new MongoAuditLog(database, new IdGenerator(), clock);
    profiles = new MongoNetworkProfiles(database, JsonMapping.mapper());
    network = TestNetworks.over(profiles, clock);
    DeliveryMetrics metrics = new DeliveryMetrics(counted.registry());
    breakers = new Breakers(metrics);
    inboxes =
        new GuardedInboxes(
            new InboxTransport(new RedisInboxes(redis, InboxSettings.STANDARD)), breakers);
    JobPublisher publisher = guarded(new JobPublisher(queue, breakers));
    Recipients recipients = new Recipients(conversations);
    LaneMover mover = new LaneMover(inboxes, records, metrics);
    LanePlanner planner = new LanePlanner(policy, worker);
    PassedMessages passed = new PassedMessages(letters, records, inboxes, worker, clock);
    office = new DeadLetterOffice(letters, records, inboxes, passed, metrics);
    ChangeBuffer buffer = new ChangeBuffer(ChangeSettings.STANDARD);
    Settlement settlement = new Settlement(records, messages, inboxes, buffer);
    ReadDeliveries reads = new ReadDeliveries(messages, records, settlement);
    LaneWork work = new LaneWork(planner, mover, messages, records, office, reads, metrics, clock);
    DueTimers timers = new DueTimers(queue);
    FanoutTurn fanout =
        new FanoutTurn(
            recipients,
            held,
            network,
            mover,
            work,
            records,
            new OvertakenLanes(inboxes, records, letters, passed),
            settlement,
            new ConversationTelling(
                new NoChanges(), new NoChanges(), new Listeners(conversations), inboxes),
            timers,
            metrics,
            worker,
            clock);
    LaneTurn lanes =
        new LaneTurn(held, recipients, network, work, mover, passed, records, settlement, timers);
    FailedReplays failedReplays = new FailedReplays(letters, records, metrics);
    ReplayTurn replayTurn =
        new ReplayTurn(
            recipients,
            network,
            planner,
            policy,
            held,
            inboxes,
            queue,
            records,
            letters,
            failedReplays,
            new FanoutReplay(messages, messages, queue, letters),
            settlement,
            metrics,
            clock);
    PoisonedJobs poisoned =
        new PoisonedJobs(
            letters,
            held,
            inboxes,
            records,
            failedReplays,
            messages,
            settlement,
            metrics,
            worker,
            clock);
    runner = new JobRunner(fanout, lanes, replayTurn, poisoned, queue, policy);
    accepted = new AcceptedMessages(publisher, metrics, settings);
    replays = new Replays(letters, records, queue, audit);
    redriver =
        new Redriver(
            messages,
            queue,
            new LostMessages(held, records, letters),
            replays,
            new Republisher(queue, publisher, metrics),
            accepted,
            settings,
            clock);
    QueueGauges gauges = new QueueGauges(counted.registry(), queue, breakers);
    workers =
        new DeliveryWorkers(queue, runner, accepted, redriver, settings, metrics, gauges, timers);
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
