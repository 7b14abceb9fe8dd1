import { ResumingStream } from './core/resuming.js';
import type { TokenSource } from './tokens.js';

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
  private readonly stream: ResumingStream;

  /** @param cursor of the last event that was seen */
  constructor(
    private readonly service: string,
    private readonly tokens: TokenSource,
    listener: (event: StreamEvent) => void | Promise<void>,
    cursor?: string,
  ) {
    this.stream = new ResumingStream({ read: this.read.bind(this), listener, cursor });
    void this.stream.run();
  }

  /** Where another stream can go on. */
  get cursor(): string | undefined {
    return this.stream.cursor;
  }

  /** Ends the stream. */
  close(): void {
    this.stream.close();
  }

  private async read(
    cursor: string | undefined,
    hear: (event: StreamEvent) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const from = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
    const answer = await fetch(`${this.service}/events${from}`, {
      headers: { Accept: 'text/event-stream', Authorization: `Bearer ${await this.tokens.token()}` },
      signal,
    });
    if (answer.status === 401) {
      this.tokens.forget();
    }
    if (!answer.ok || !answer.body) {
      await answer.body?.cancel();
      return;
    }
    const decoder = new TextDecoder();
    const reader = answer.body.getReader();
    let text = '';
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      text += decoder.decode(piece.value, { stream: true });
      const blocks = text.replaceAll('\r\n', '\n').split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = dataOf(block);
        if (data) {
          await hear(JSON.parse(data) as StreamEvent);
        }
      }
    }
  }
}

function dataOf(block: string): string {
  return block
    .split('\n')
    .filter(line => line.startsWith('data:'))
    .map(line => line.slice('data:'.length).trim())
    .join('\n');
}
