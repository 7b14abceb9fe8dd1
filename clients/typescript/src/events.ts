import { drawn, pause } from './retries.js';
import type { TokenSource } from './tokens.js';

/** The service says something at least every 30 seconds by default. */
const SILENCE_MS = 60_000;

/** Something that happened; `resumed` and `gap` say what the stream begins with. */
export interface StreamEvent {
  type: string;
  /** Where to go on behind this event. */
  cursor: string;
  [field: string]: any;
}

/**
 * Reads the user's events and, when it is cut off, goes on behind the last one that the listener
 * has dealt with. So an event may come twice, and none is left out without a `gap` that says so.
 */
export class EventStream {
  private closed = false;
  private open?: AbortController;
  private comeBackMs = 0;

  /** @param cursor of the last event that was seen; later where another stream can go on */
  constructor(
    private readonly service: string,
    private readonly tokens: TokenSource,
    private readonly listener: (event: StreamEvent) => void | Promise<void>,
    public cursor?: string,
  ) {
    void this.run();
  }

  /** Ends the stream. */
  close(): void {
    this.closed = true;
    this.open?.abort();
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.closed; failures++) {
      this.comeBackMs = 0;
      try {
        if (await this.read()) {
          failures = 0;
        }
      } catch {
        // Cut off: come back below.
      }
      if (!this.closed) {
        await pause(this.comeBackMs + drawn(failures));
      }
    }
  }

  /** Reads until the connection ends; true when it was a stream. */
  private async read(): Promise<boolean> {
    const open = (this.open = new AbortController());
    const from = this.cursor ? `?cursor=${encodeURIComponent(this.cursor)}` : '';
    const answer = await fetch(`${this.service}/events${from}`, {
      headers: { Accept: 'text/event-stream', Authorization: `Bearer ${await this.tokens.token()}` },
      signal: open.signal,
    });
    if (answer.status === 401) {
      this.tokens.forget();
    }
    if (!answer.ok || !answer.body) {
      await answer.body?.cancel();
      return false;
    }
    let silence = setTimeout(() => open.abort(), SILENCE_MS);
    try {
      const decoder = new TextDecoder();
      const reader = answer.body.getReader();
      let text = '';
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        clearTimeout(silence);
        silence = setTimeout(() => open.abort(), SILENCE_MS);
        text += decoder.decode(piece.value, { stream: true });
        text = await this.tell(text.replaceAll('\r\n', '\n'));
      }
      return true;
    } finally {
      clearTimeout(silence);
    }
  }

  /** Tells the whole events at the beginning of the text; returns the rest. */
  private async tell(text: string): Promise<string> {
    const blocks = text.split('\n\n');
    const rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter(line => line.startsWith('data:'))
        .map(line => line.slice('data:'.length).trim())
        .join('\n');
      if (data && !this.closed) {
        const event = JSON.parse(data) as StreamEvent;
        if (event.type === 'goodbye') {
          this.comeBackMs = event.retryAfterMs ?? 0;
        }
        await this.listener(event);
        this.cursor = event.cursor ?? this.cursor;
      }
    }
    return rest;
  }
}
