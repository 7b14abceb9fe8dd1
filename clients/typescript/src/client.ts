import { EventStream, type StreamEvent } from './events.js';
import {
  AdministrationApi,
  Configuration,
  ConversationsApi,
  DeliveryApi,
  IdentityApi,
  MediaApi,
  MessagesApi,
  OperationApi,
  ScheduledMessageFromJSON,
  StreamsApi,
  WebhooksApi,
  type Media,
  type Message,
  type Middleware,
  type ScheduledMessage,
  type SendMessage,
} from './generated/index.js';
import { retried } from './retries.js';
import { given, TokenKeeper, type TokenSource } from './tokens.js';
import { upload, type UploadProgress } from './upload.js';

/**
 * One user of a messenger service. Its tokens are renewed when they are about to end. The APIs give
 * everything that the service can do; the methods do what takes more than one request.
 */
export class MessengerClient {
  readonly administration: AdministrationApi;
  readonly conversations: ConversationsApi;
  readonly delivery: DeliveryApi;
  readonly identity: IdentityApi;
  readonly media: MediaApi;
  readonly messages: MessagesApi;
  readonly operation: OperationApi;
  readonly streams: StreamsApi;
  readonly webhooks: WebhooksApi;

  private constructor(
    private readonly service: string,
    private readonly tokens: TokenSource | undefined,
    middleware: Middleware[],
  ) {
    const configuration = new Configuration({
      basePath: service,
      accessToken: tokens && (() => tokens.token()),
      middleware,
    });
    this.administration = new AdministrationApi(configuration);
    this.conversations = new ConversationsApi(configuration);
    this.delivery = new DeliveryApi(configuration);
    this.identity = new IdentityApi(configuration);
    this.media = new MediaApi(configuration);
    this.messages = new MessagesApi(configuration);
    this.operation = new OperationApi(configuration);
    this.streams = new StreamsApi(configuration);
    this.webhooks = new WebhooksApi(configuration);
  }

  /** A client without a user, for what needs no token. */
  static anonymous(service: string, ...middleware: Middleware[]): MessengerClient {
    return new MessengerClient(bare(service), undefined, middleware);
  }

  /** A client of this user; fails with a `ResponseError` when name or password is wrong. */
  static async signIn(
    service: string,
    username: string,
    password: string,
    ...middleware: Middleware[]
  ): Promise<MessengerClient> {
    return MessengerClient.signInWithCode(service, username, password, undefined, ...middleware);
  }

  /**
   * A client of this user, who has a second factor. A code is good once: when the session has ended,
   * the client fails with a `ResponseError` and has to be made anew.
   */
  static async signInWithCode(
    service: string,
    username: string,
    password: string,
    code: string | undefined,
    ...middleware: Middleware[]
  ): Promise<MessengerClient> {
    const identity = new IdentityApi(new Configuration({ basePath: bare(service) }));
    const tokens = new TokenKeeper(identity, username, password, code);
    await tokens.token();
    return new MessengerClient(bare(service), tokens, middleware);
  }

  /** A client of the user who made this personal access token, within its scopes. */
  static withToken(service: string, token: string, ...middleware: Middleware[]): MessengerClient {
    return new MessengerClient(bare(service), given(token), middleware);
  }

  /**
   * Sends a message once, however often it has to be tried: it gets a `clientMessageId` if it has
   * none, and is sent again under it when no answer came or the service asks to wait.
   */
  send(message: SendMessage): Promise<Message> {
    const sendMessage = { ...message, clientMessageId: message.clientMessageId ?? crypto.randomUUID() };
    return retried(() => this.messages.sendMessage({ sendMessage }));
  }

  /** Sends a message later, at its `sendAt`; repeated like a send. */
  schedule(message: SendMessage & { sendAt: Date }): Promise<ScheduledMessage> {
    const sendMessage = { ...message, clientMessageId: message.clientMessageId ?? crypto.randomUUID() };
    return retried(async () => {
      const answer = await this.messages.sendMessageRaw({ sendMessage });
      return ScheduledMessageFromJSON(await answer.raw.json());
    });
  }

  /** Uploads a file and tells how far it is. */
  async upload(file: Blob, name: string, progress: UploadProgress = () => {}): Promise<Media> {
    const tokens = this.source();
    return upload(`${this.service}/media`, await tokens.token(), file, name, progress);
  }

  /**
   * Opens the stream of what happens to the user. It reconnects by itself and goes on where it was,
   * until it is closed.
   */
  events(listener: (event: StreamEvent) => void | Promise<void>, cursor?: string): EventStream {
    return new EventStream(this.service, this.source(), listener, cursor);
  }

  private source(): TokenSource {
    if (!this.tokens) {
      throw new Error('Sign in first');
    }
    return this.tokens;
  }
}

function bare(service: string): string {
  return service.replace(/\/$/, '');
}
