package com.paidhr.messenger.client.example;

import com.paidhr.messenger.client.EventStream;
import com.paidhr.messenger.client.MessengerClient;
import com.paidhr.messenger.client.StreamEvent;
import com.paidhr.messenger.client.api.ConversationsApi;
import com.paidhr.messenger.client.model.Conversation;
import com.paidhr.messenger.client.model.ConversationType;
import com.paidhr.messenger.client.model.NewConversation;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes a note to oneself and sees it arrive: {@code Hello URL USERNAME PASSWORD}. */
public final class Hello {
  private Hello() {}

  /** The three words are the service's address, a username and its password. */
  public static void main(String[] words) throws Exception {
    MessengerClient me = MessengerClient.signIn(URI.create(words[0]), words[1], words[2]);
    String myId = me.identity().getMe().getId();
    Conversation note =
        me.conversations()
            .startConversation(
                ConversationsApi.APIStartConversationRequest.newBuilder()
                    .newConversation(
                        new NewConversation()
                            .type(ConversationType.PRIVATE)
                            .memberIds(List.of(myId)))
                    .build());
    BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();
    try (EventStream stream = me.events(null, events::add)) {
      await(events, "resumed");
      me.send(note.getId(), "Hello, me");
      StreamEvent arrived = await(events, "message.created");
      System.out.println("Arrived: " + arrived.data().at("/message/body").asText());
    }
  }

  private static StreamEvent await(BlockingQueue<StreamEvent> events, String type)
      throws InterruptedException {
    while (true) {
      @Nullable StreamEvent event = events.poll(30, TimeUnit.SECONDS);
      if (event == null) {
        throw new IllegalStateException("No " + type + " came");
      }
      if (event.type().equals(type)) {
        return event;
      }
    }
  }
}
