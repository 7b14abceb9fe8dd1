import { FetchError, ResponseError } from './generated/runtime.js';

const ATTEMPTS = 8;
const FIRST_MS = 100;
const LONGEST_MS = 10_000;
const PASSING = new Set([429, 502, 503, 504]);

/** A random pause before the next attempt, so that many clients do not come back together. */
export function drawn(attempt: number): number {
  return Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
}

export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** Repeats what may be repeated: when no answer came, or the service asks to come back. */
export async function retried<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (failure) {
      if (attempt === ATTEMPTS - 1 || !isPassing(failure)) {
        throw failure;
      }
      await pause(asked(failure) + drawn(attempt));
    }
  }
}

function isPassing(failure: unknown): boolean {
  return (
    failure instanceof FetchError ||
    (failure instanceof ResponseError && PASSING.has(failure.response.status))
  );
}

function asked(failure: unknown): number {
  const seconds =
    failure instanceof ResponseError ? Number(failure.response.headers.get('Retry-After')) : 0;
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}
