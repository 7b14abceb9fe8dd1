import { drawn, pause } from './pauses.js';

const ATTEMPTS = 8;

/**
 * Repeats what may be repeated, with growing random pauses.
 *
 * @template T
 * @param {() => Promise<T>} call
 * @param {(failure: unknown) => number | undefined} askedMs how long the service asked to wait after this failure; undefined
 *   when the call would fail in the same way again
 * @returns {Promise<T>}
 */
export async function retried(call, askedMs) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (failure) {
      const asked = attempt < ATTEMPTS - 1 ? askedMs(failure) : undefined;
      if (asked === undefined) {
        throw failure;
      }
      await pause(asked + drawn(attempt));
    }
  }
}
