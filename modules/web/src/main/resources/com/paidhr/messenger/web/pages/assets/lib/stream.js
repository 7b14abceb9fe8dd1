// What happens, as it happens: the caller's events by EventSource, resumed where they broke off.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
const SILENCE_MS = 90_000;

export const EVENT_TYPES = ['message.created', 'message.edited', 'message.deleted', 'message.reaction', 'message.pinned',
  'message.status', 'message.read', 'conversation.created', 'conversation.updated', 'member.joined', 'member.left',
  'member.role', 'typing', 'presence', 'resumed', 'gap', 'heartbeat', 'goodbye'];

/** The wait before try `n` (0, 1, 2 …): doubled each time, at a random half of it, so that clients do not come together. */
export function waitBefore(n, random = Math.random) {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** n) * (0.5 + random() / 2);
}

export class EventStream {
  /**
   * @param api asked for a ticket before each connection
   * @param onEvent hears each event
   * @param onState hears `connecting`, `live` and `waiting`
   */
  constructor({ api, onEvent, onState = () => {}, source = address => new EventSource(address) }) {
    Object.assign(this, { api, onEvent, onState, source });
    this.cursor = null;
    this.tries = 0;
    /** Kept once the stream is live for the first time: what is read after that misses nothing. */
    this.live = new Promise(resolve => { this.nowLive = resolve; });
    this.wake = () => { if (this.timer) { clearTimeout(this.timer); this.connect(); } };
  }

  start() {
    this.stopped = false;
    globalThis.addEventListener?.('online', this.wake);
    this.connect();
  }

  stop() {
    this.stopped = true;
    globalThis.removeEventListener?.('online', this.wake);
    clearTimeout(this.timer);
    clearTimeout(this.watch);
    this.timer = null;
    this.events?.close();
  }

  async connect() {
    this.timer = null;
    this.onState('connecting');
    let ticket;
    try {
      ({ ticket } = await this.api.post('/events/ticket'));
    } catch (error) {
      if (error.status === 401) return this.stop();
      return this.again(Number(error.retryAfter) * 1000 || undefined);
    }
    if (this.stopped) return;
    this.events = this.source(this.api.address('/events', { ticket, cursor: this.cursor }));
    for (const type of EVENT_TYPES) this.events.addEventListener(type, event => this.hear(type, event));
    this.events.onerror = () => this.again();
    this.listen();
  }

  hear(type, event) {
    if (this.stopped) return;
    this.listen();
    if (event.lastEventId) this.cursor = event.lastEventId;
    const data = event.data ? JSON.parse(event.data) : {};
    if (type === 'resumed' || type === 'gap') {
      this.tries = 0;
      this.nowLive();
      this.onState('live');
    }
    if (type === 'goodbye') {
      if (data.reason === 'sign-in-again') this.api.access = null;
      this.again(data.retryAfterMs);
      return;
    }
    if (type !== 'heartbeat') this.onEvent({ type, ...data });
  }

  /** A connection that has been silent for longer than heartbeats allow is dead, whatever the browser thinks. */
  listen() {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.again(0), SILENCE_MS);
  }

  again(wait = waitBefore(this.tries)) {
    this.events?.close();
    clearTimeout(this.watch);
    if (this.stopped || this.timer) return;
    this.tries += 1;
    this.onState('waiting');
    this.timer = setTimeout(() => this.connect(), wait);
  }
}
