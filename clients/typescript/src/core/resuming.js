import { drawn } from './pauses.js';

/** The service says something at least every 30 seconds by default. */
const SILENCE_MS = 60_000;

/**
 * @typedef {object} StreamEvent something that happened; `resumed` and `gap` say what the stream begins with
 * @property {string} type
 * @property {string} cursor where to go on behind this event
 */

/**
 * @typedef {object} Options
 * @property {(cursor: string | undefined, hear: (event: any) => Promise<void>, signal: AbortSignal) => Promise<void>} read
 *   holds one connection behind a cursor, until it ends or the signal says so; what it throws may have `comeBackMs`
 * @property {(event: any) => void | Promise<void>} listener
 * @property {(state: 'connecting' | 'live' | 'waiting') => void} [onState]
 * @property {string} [cursor] of the last event that was seen
 * @property {number} [silenceMs] after which a connection counts as broken, whatever the system thinks
 */

/**
 * The events of a user over connections that may break: it comes back with growing random pauses and goes on behind the
 * last event that the listener has dealt with. So an event may come twice, and none is left out without a `gap`.
 */
export class ResumingStream {
  /** @param {Options} options */
  constructor({ read, listener, onState = () => {}, cursor, silenceMs = SILENCE_MS }) {
    this.read = read;
    this.listener = listener;
    this.onState = onState;
    /** Where another stream can go on. */
    this.cursor = cursor;
    this.silenceMs = silenceMs;
    this.isClosed = false;
    this.failures = 0;
    this.comeBackMs = 0;
    this.connection = new AbortController();
    /** Ends the pause before the next attempt. */
    this.wake = () => {};
  }

  /** Reads until it is closed. */
  async run() {
    while (!this.isClosed) {
      await this.connect();
      if (!this.isClosed) {
        this.onState('waiting');
        await this.rest(this.comeBackMs + drawn(this.failures));
        this.failures += 1;
      }
    }
  }

  async connect() {
    const connection = (this.connection = new AbortController());
    this.comeBackMs = 0;
    this.onState('connecting');
    if (this.isClosed) {
      return;
    }
    this.listen();
    /** @type {Promise<void>} one event at a time, in their order */
    let told = Promise.resolve();
    try {
      await this.read(this.cursor, event => (told = told.then(() => this.tell(event, connection))), connection.signal);
    } catch (/** @type {any} */ failure) {
      this.comeBackMs ||= failure?.comeBackMs || 0;
    } finally {
      clearTimeout(this.silence);
      connection.abort();
    }
  }

  /**
   * @param {any} event
   * @param {AbortController} connection
   */
  async tell(event, connection) {
    if (connection.signal.aborted) {
      return;
    }
    this.listen();
    if (event.type === 'goodbye') {
      this.comeBackMs = event.retryAfterMs ?? 0;
    }
    if (event.type === 'resumed' || event.type === 'gap') {
      this.failures = 0;
      this.onState('live');
    }
    try {
      await this.listener(event);
      this.cursor = event.cursor ?? this.cursor;
    } catch (failure) {
      connection.abort(); // it is told again
      throw failure;
    }
  }

  /** Waits for the next sign of life. */
  listen() {
    const connection = this.connection;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => connection.abort(), this.silenceMs);
  }

  /** @param {number} ms */
  rest(ms) {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
  }

  /** Ends it for good. */
  close() {
    this.isClosed = true;
    clearTimeout(this.silence);
    this.connection.abort();
    this.wake();
  }
}
