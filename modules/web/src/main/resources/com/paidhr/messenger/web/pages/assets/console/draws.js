// How latencies of a distribution are spread: drawn here as the simulator draws them, from a fixed seed so that the picture stays.
const DRAWS = 2000;
const BARS = 60;

/** Uniform numbers from a seed (mulberry32). */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const normal = next => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** One latency in milliseconds. */
export function draw({ distribution, minMs = 0, maxMs = 0, meanMs = 0, stddevMs = 0 }, next) {
  const clipped = value => Math.max(minMs, maxMs > 0 ? Math.min(maxMs, value) : value, 0);
  switch (distribution) {
    case 'UNIFORM': return minMs + (Math.max(maxMs, minMs) - minMs) * next();
    case 'NORMAL': return clipped(meanMs + stddevMs * normal(next));
    case 'LOGNORMAL': {
      const ratio = meanMs > 0 ? stddevMs / meanMs : 0;
      const sigma = Math.sqrt(Math.log(1 + ratio * ratio));
      return clipped(meanMs > 0 ? Math.exp(Math.log(meanMs) - (sigma * sigma) / 2 + sigma * normal(next)) : 0);
    }
    case 'PARETO': {
      const low = minMs || meanMs / 2;
      const shape = meanMs > low ? meanMs / (meanMs - low) : 2;
      return clipped(low / (1 - next()) ** (1 / shape));
    }
    default: return clipped(meanMs || minMs || maxMs);
  }
}

/** `[bounds, counts]` of many draws, up to the 99th percentile. */
export function histogram(latency) {
  const next = random(7);
  const all = Array.from({ length: DRAWS }, () => draw(latency, next)).sort((a, b) => a - b);
  const top = Math.max(1, all[Math.floor(DRAWS * 0.99)] * 1.05);
  const counts = Array.from({ length: BARS }, () => 0);
  for (const each of all) if (each < top) counts[Math.floor((each / top) * BARS)] += 1;
  return [counts.map((_, i) => (i * top) / BARS), counts];
}
