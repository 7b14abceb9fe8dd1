package com.paidhr.messenger.client;

import com.paidhr.messenger.client.api.AdministrationApi;
import com.paidhr.messenger.client.api.ConversationsApi;
import com.paidhr.messenger.client.api.DeliveryApi;
import com.paidhr.messenger.client.api.IdentityApi;
import com.paidhr.messenger.client.api.MediaApi;
import com.paidhr.messenger.client.api.MessagesApi;
import com.paidhr.messenger.client.api.OperationApi;
import com.paidhr.messenger.client.api.StreamsApi;
import com.paidhr.messenger.client.api.WebhooksApi;
import com.paidhr.messenger.client.invoker.ApiException;
import com.paidhr.messenger.client.model.Media;
import com.paidhr.messenger.client.model.Message;
import com.paidhr.messenger.client.model.ScheduledMessage;
import com.paidhr.messenger.client.model.SendMessage;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One user of a messenger service. Its tokens are renewed when they are about to end. The methods
 * that answer an API give everything that the service can do; the others do what takes more than
 * one request. Safe for many threads.
 *
 * <pre>{@code
 * var ann = MessengerClient.signIn(URI.create("http://localhost:8080"), "ann", password);
 * var sent = ann.send(conversationId, "Hello");
 * }</pre>
 */
public final class MessengerClient {
  private final Connection connection;
  private final Retries retries = new Retries();

  private MessengerClient(Connection connection) {
    this.connection = connection;
  }

  /** A client without a user, for what needs no token. */
  public static MessengerClient anonymous(URI service) {
    return new MessengerClient(new Connection(service, null));
  }

  /**
   * A client of this user.
   *
   * @throws ApiException with code 401 when name or password is wrong
   */
  public static MessengerClient signIn(URI service, String username, String password)
      throws ApiException {
    return signIn(service, username, password, null);
  }

  /**
   * A client of this user, who may have a second factor.
   *
   * @param code of the authenticator, or a recovery code. It is good once: when the session has
   *     ended, calls fail with code 401 and the client has to be made anew
   * @throws ApiException with code 401 when name, password or code is wrong, or a code is needed
   */
  public static MessengerClient signIn(
      URI service, String username, String password, @Nullable String code) throws ApiException {
    TokenKeeper tokens = new TokenKeeper(new Connection(service, null), username, password, code);
    return new MessengerClient(new Connection(service, tokens));
  }

  /** A client of the user who made this personal access token, within its scopes. */
  public static MessengerClient withToken(URI service, String token) {
    return new MessengerClient(new Connection(service, () -> token));
  }

  public AdministrationApi administration() {
    return new AdministrationApi(connection);
  }

  public ConversationsApi conversations() {
    return new ConversationsApi(connection);
  }

  public DeliveryApi delivery() {
    return new DeliveryApi(connection);
  }

  public IdentityApi identity() {
    return new IdentityApi(connection);
  }

  public MediaApi media() {
    return new MediaApi(connection);
  }

  public MessagesApi messages() {
    return new MessagesApi(connection);
  }

  public OperationApi operation() {
    return new OperationApi(connection);
  }

  public StreamsApi streams() {
    return new StreamsApi(connection);
  }

  public WebhooksApi webhooks() {
    return new WebhooksApi(connection);
  }

  /** What all requests go through, for instance to look at answers. */
  public Connection connection() {
    return connection;
  }

  /** Sends a text. */
  public Message send(String conversationId, String body) throws ApiException {
    return send(new SendMessage().conversationId(conversationId).body(body));
  }

  /**
   * Sends a message once, however often it has to be tried: it gets a {@code clientMessageId} if it
   * has none, and is sent again under it when no answer came or the service asks to wait.
   */
  public Message send(SendMessage message) throws ApiException {
    if (message.getClientMessageId() == null) {
      message.setClientMessageId(UUID.randomUUID().toString());
    }
    MessagesApi api = messages();
    return retries.run(() ->
        api.sendMessage(
            MessagesApi.APISendMessageRequest.newBuilder().sendMessage(message).build()));
  }

  /** Sends a message later, at its {@code sendAt}; repeated like {@link #send(SendMessage)}. */
  public ScheduledMessage schedule(SendMessage message) throws ApiException {
    return messages().getScheduledMessage(send(message).getId());
  }

  /**
   * Uploads a file, without reading it into memory.
   *
   * @param type its media type, such as {@code image/png}
   */
  public Media upload(Path file, String type, UploadProgress progress) throws ApiException {
    return new Upload(connection).send(file, type, progress);
  }

  /**
   * Opens the stream of what happens to the user. It reconnects by itself and goes on where it was,
   * until it is closed.
   *
   * @param cursor of the last event that was seen, or null to begin now
   * @param listener is called for one event after another, on a thread of the stream
   */
  public EventStream events(@Nullable String cursor, Consumer<StreamEvent> listener) {
    return new EventStream(connection, cursor, listener);
  }
}
