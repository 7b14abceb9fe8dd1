// `core` is plain JavaScript that our own pages use as well, without a compiler; its types stand in comments.

const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/**
 * A random pause before the next attempt, so that many clients do not come back together.
 *
 * @param {number} attempt how many failed before, 0 at first
 * @param {() => number} [random] 0 to 1
 * @returns {number} milliseconds, at most 10,000
 */
export function drawn(attempt, random = Math.random) {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
}

/**
 * @param {number} ms
 * @returns {Promise<void>}
 */
export function pause(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
