// What happens, as it happens: the caller's events by the browser's own EventSource, resumed where they broke off.
import { ResumingStream } from '../client/resuming.js';

const SILENCE_MS = 90_000;

export const EVENT_TYPES = ['message.created', 'message.edited', 'message.deleted', 'message.reaction', 'message.pinned',
  'message.status', 'message.read', 'conversation.created', 'conversation.updated', 'member.joined', 'member.left',
  'member.role', 'typing', 'presence', 'resumed', 'gap', 'heartbeat', 'goodbye'];

export class EventStream {
  /**
   * @param api asked for a ticket before each connection
   * @param onEvent hears each event
   * @param onState hears `connecting`, `live` and `waiting`
   */
  constructor({ api, onEvent, onState = () => {}, source = address => new EventSource(address) }) {
    Object.assign(this, { api, onEvent, source });
    /** Kept once the stream is live for the first time: what is read after that misses nothing. */
    this.live = new Promise(resolve => { this.nowLive = resolve; });
    this.stream = new ResumingStream({
      silenceMs: SILENCE_MS,
      read: (cursor, hear, signal) => this.read(cursor, hear, signal),
      listener: event => this.hear(event),
      onState: state => { if (state === 'live') this.nowLive(); onState(state); },
    });
    this.wake = () => this.stream.wake();
  }

  start() {
    globalThis.addEventListener?.('online', this.wake);
    this.stream.run();
  }

  stop() {
    globalThis.removeEventListener?.('online', this.wake);
    this.stream.close();
  }

  async read(cursor, hear, signal) {
    const ticket = await this.ticket();
    if (signal.aborted) return;
    const events = this.source(this.api.address('/events', { ticket, cursor }));
    await new Promise(ended => {
      for (const type of EVENT_TYPES) {
        events.addEventListener(type, ({ data, lastEventId }) =>
          hear({ ...(data ? JSON.parse(data) : {}), type, ...(lastEventId ? { cursor: lastEventId } : {}) }).then(() => { if (type === 'goodbye') ended(); }, ended));
      }
      events.onerror = ended;
      signal.addEventListener('abort', ended);
    });
    events.close();
  }

  async ticket() {
    try {
      return (await this.api.post('/events/ticket')).ticket;
    } catch (error) {
      if (error.status === 401) this.stop();
      throw Object.assign(error, { comeBackMs: Number(error.retryAfter) * 1000 || 0 });
    }
  }

  hear({ cursor, ...event }) {
    if (event.type === 'goodbye' && event.reason === 'sign-in-again') this.api.renewal.forget();
    if (event.type !== 'heartbeat' && event.type !== 'goodbye') this.onEvent(event);
  }
}
