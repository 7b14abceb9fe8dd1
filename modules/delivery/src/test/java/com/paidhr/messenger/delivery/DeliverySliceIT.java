package com.paidhr.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.ConversationLog;
import com.paidhr.messenger.conversations.SystemEvent;
import com.paidhr.messenger.delivery.run.MetricsFixture;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The module wired by CDI with all modules below it: an accepted message finds its way to a worker.
 */
@ExtendWith(ArquillianExtension.class)
class DeliverySliceIT {
  @Inject ConversationLog log;
  @Inject Messages messages;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity", "conversations", "media", "messaging", "delivery")
        .addClass(MetricsFixture.class);
  }

  @Test
  void settlesAMessageThatHasNoRecipients() {
    var room = new ConversationId("room");
    var event = new SystemEvent("key", new UserId("ann"), "member.joined", Map.of("userId", "ann"));

    var message = new MessageId(room, log.append(room, event));

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(messages.find(message).orElseThrow().status()).hasToString("DELIVERED"));
  }
}
