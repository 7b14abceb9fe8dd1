import { retried as repeated } from './core/retries.js';
import { FetchError, ResponseError } from './generated/runtime.js';

const PASSING = new Set([429, 502, 503, 504]);

/** Repeats what may be repeated: when no answer came, or the service asks to come back. */
export function retried<T>(call: () => Promise<T>): Promise<T> {
  return repeated(call, askedMs);
}

function askedMs(failure: unknown): number | undefined {
  if (failure instanceof FetchError) {
    return 0;
  }
  if (!(failure instanceof ResponseError && PASSING.has(failure.response.status))) {
    return undefined;
  }
  const seconds = Number(failure.response.headers.get('Retry-After'));
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}
