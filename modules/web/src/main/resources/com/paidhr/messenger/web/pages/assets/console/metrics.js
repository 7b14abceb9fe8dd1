// Prometheus text as numbers, and what changed between two readings of it.

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Samples by name: `{labels, value}` each. */
export function parse(text) {
  const found = new Map();
  for (const line of text.split('\n')) {
    const [, name, labels = '', value] = (line[0] !== '#' && line.match(LINE)) || [];
    if (!name) continue;
    if (!found.has(name)) found.set(name, []);
    found.get(name).push({ labels: Object.fromEntries([...labels.matchAll(LABEL)].map(each => [each[1], each[2]])), value: Number(value) });
  }
  return found;
}

export const sum = (metrics, name) => (metrics.get(name) || []).reduce((total, each) => total + each.value, 0);

/** Cumulative counts by upper bound, ascending. */
export function buckets(metrics, name) {
  const counts = new Map();
  for (const { labels, value } of metrics.get(`${name}_bucket`) || []) {
    const bound = labels.le === '+Inf' ? Infinity : Number(labels.le);
    counts.set(bound, (counts.get(bound) || 0) + value);
  }
  return [...counts].sort((a, b) => a[0] - b[0]);
}

/** The quantile of what was counted between two readings, between bounds as Prometheus does it; null where nothing was. */
export function quantile(q, now, before = []) {
  const earlier = new Map(before);
  const counts = now.map(([bound, count]) => [bound, count - (earlier.get(bound) || 0)]);
  const total = counts.length ? counts[counts.length - 1][1] : 0;
  if (total <= 0) return null;
  const rank = q * total;
  let low = 0;
  let under = 0;
  for (const [bound, count] of counts) {
    if (count >= rank) return bound === Infinity ? low : low + (bound - low) * (count === under ? 1 : (rank - under) / (count - under));
    low = bound;
    under = count;
  }
  return low;
}

/** One reading reduced to what the charts show, beside the reading before. */
export function sample(at, metrics, queue, before) {
  const raw = {
    delivered: sum(metrics, 'messenger_delivery_delivered_total'),
    retried: sum(metrics, 'messenger_delivery_retried_total'),
    latency: buckets(metrics, 'messenger_delivery_latency_seconds'),
  };
  const seconds = before ? (at - before.at) / 1000 : 0;
  const rate = name => (seconds > 0 ? Math.max(0, (raw[name] - before.raw[name]) / seconds) : null);
  const ms = q => { const found = before ? quantile(q, raw.latency, before.raw.latency) : null; return found === null ? null : found * 1000; };
  return { at, raw, depth: queue.depth, delayed: queue.delayed, inFlight: queue.inFlight, delivered: rate('delivered'), retried: rate('retried'), p50: ms(0.5), p95: ms(0.95), p99: ms(0.99) };
}

/** Checks by name; one that several questions share shows once, as the worst of its answers. */
export function checksOf(health) {
  const worst = new Map();
  for (const each of health?.checks || []) {
    if (worst.get(each.name)?.status !== 'DOWN') worst.set(each.name, each);
  }
  return [...worst.values()];
}
