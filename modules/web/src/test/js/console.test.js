import test from 'node:test';
import assert from 'node:assert/strict';
import { load } from './pages.js';

const { checksOf, parse, sum, buckets, quantile, sample } = await load('console/metrics.js');
const { draw, histogram, random } = await load('console/draws.js');
const { secondsOf } = await load('console/charts.js');
const { parse: route } = await load('chat/route.js');
const { deviceOf } = await load('lib/devices.js');

const TEXT = `# TYPE x counter
x_total{a="1",} 2.0
x_total{a="q\\"2",} 3.0
l_seconds_bucket{le="0.01",} 50.0
l_seconds_bucket{le="0.1",} 100.0
l_seconds_bucket{le="+Inf",} 100.0
`;

test('names a device as people do', () => {
  assert.equal(deviceOf('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36'), 'Chrome on Linux');
  assert.equal(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Safari/604.1'), 'Safari on iPhone');
  assert.equal(deviceOf('curl/8.5.0'), 'curl/8.5.0');
  assert.equal(deviceOf(null), 'Unknown device');
  assert.equal(deviceOf('x'.repeat(200)).length, 60);
});

test('reads Prometheus text', () => {
  const metrics = parse(TEXT);
  assert.equal(sum(metrics, 'x_total'), 5);
  assert.deepEqual(buckets(metrics, 'l_seconds'), [[0.01, 50], [0.1, 100], [Infinity, 100]]);
});

test('finds quantiles of what happened between two readings', () => {
  const now = [[0.01, 50], [0.1, 100], [Infinity, 100]];
  assert.equal(quantile(0.5, now), 0.01);
  assert.ok(Math.abs(quantile(0.75, now) - 0.055) < 1e-9);
  assert.equal(quantile(0.5, now, now), null);
  assert.equal(quantile(0.9, [[1, 0], [Infinity, 4]]), 1);
});

test('turns counters into rates', () => {
  const reading = delivered => parse(`messenger_delivery_delivered_total ${delivered}\n`);
  const queue = { depth: 1, delayed: 0, inFlight: 0 };
  const first = sample(1000, reading(10), queue, undefined);
  assert.equal(first.delivered, null);
  assert.equal(sample(3000, reading(30), queue, first).delivered, 10);
  assert.equal(sample(3000, reading(0), queue, first).delivered, 0, 'a restarted node');
});

test('draws latencies of the mean that was asked for', () => {
  for (const distribution of ['FIXED', 'NORMAL', 'LOGNORMAL']) {
    const next = random(1);
    const mean = Array.from({ length: 5000 }, () => draw({ distribution, meanMs: 100, stddevMs: 20 }, next)).reduce((a, b) => a + b) / 5000;
    assert.ok(Math.abs(mean - 100) < 3, `${distribution}: ${mean}`);
  }
  const [bounds, counts] = histogram({ distribution: 'UNIFORM', minMs: 10, maxMs: 50 });
  assert.equal(bounds.length, counts.length);
});

test('reads the address of a place', () => {
  assert.deepEqual(route('#/c/abc/17'), { id: 'abc', at: 17 });
  assert.deepEqual(route('#/c/abc'), { id: 'abc', at: undefined });
  assert.deepEqual(route('#/invite/x%2Fy'), { invite: 'x/y' });
  assert.deepEqual(route('#/other'), {});
});

test('names a check once, as the worst of its answers', () => {
  const checks = [{ name: 'messenger', status: 'UP' }, { name: 'redis', status: 'UP' }, { name: 'messenger', status: 'DOWN' }, { name: 'messenger', status: 'UP' }];
  assert.deepEqual(checksOf({ checks }), [{ name: 'messenger', status: 'DOWN' }, { name: 'redis', status: 'UP' }]);
  assert.deepEqual(checksOf(null), []);
});

test('shows no time where a chart has none', () => {
  assert.equal(secondsOf(0), '');
  assert.match(secondsOf(1_800_000_000), /^\d\d:\d\d:\d\d$/);
});
