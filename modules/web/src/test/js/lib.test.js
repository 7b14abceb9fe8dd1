import test from 'node:test';
import assert from 'node:assert/strict';
import { load } from './pages.js';

const { Api, ApiError } = await load('lib/api.js');
const { EventStream } = await load('lib/stream.js');
const { drawn } = await load('client/pauses.js');
const { ResumingStream } = await load('client/resuming.js');
const { retried } = await load('client/retries.js');
const { choose, bytes, daysBetween, span, t } = await load('lib/i18n.js');
const { safeLink, plainOf } = await load('lib/markdown.js');
globalThis.markdownit ??= (await load('vendor/markdown-it.min.js')).default;
const en = (await load('i18n/en.js')).default;
const de = (await load('i18n/de.js')).default;

class Storage extends Map {
  getItem(key) { return this.get(key) ?? null; }
  setItem(key, value) { this.set(key, value); }
  removeItem(key) { this.delete(key); }
}

const answer = (status, body, headers = {}) => new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
const tokens = n => ({ accessToken: `access-${n}`, refreshToken: `refresh-${n}`, expiresIn: 300 });

function apiOver(handler) {
  const calls = [];
  const api = new Api({ storage: new Storage(), fetch: async (address, options) => { calls.push([options.method, address, options]); return handler(address, options, calls.length); } });
  return { api, calls };
}

test('renews the token once for many requests at the same time', async () => {
  const { api, calls } = apiOver(address => (address === '/tokens' ? answer(200, tokens(2)) : answer(200, {})));
  api.keep({ ...tokens(1), expiresIn: 0 });
  await Promise.all([api.get('/a'), api.get('/b'), api.get('/c')]);
  assert.equal(calls.filter(([, address]) => address === '/tokens').length, 1);
});

test('asks again with a new token when the old one was ended', async () => {
  const { api } = apiOver((address, { headers }) => {
    if (address === '/tokens') return answer(200, tokens(2));
    return headers.Authorization === 'Bearer access-2' ? answer(200, { ok: true }) : answer(401, {});
  });
  api.keep(tokens(1));
  assert.deepEqual(await api.get('/a'), { ok: true });
});

test('signs in with a code where one is given, and knows when one is missing', async () => {
  const { api, calls } = apiOver((_, { body }) => (JSON.parse(body).code ? answer(200, tokens(1)) : answer(401, { type: '/problems/second-factor-required' })));
  await assert.rejects(api.signIn('ann', 'secret'), error => error.is('second-factor-required') && !error.is('invalid-credentials'));
  assert.deepEqual(JSON.parse(calls[0][2].body), { username: 'ann', password: 'secret' });
  await api.signIn('ann', 'secret', '123456');
  assert.deepEqual(JSON.parse(calls[1][2].body), { username: 'ann', password: 'secret', code: '123456' });
  assert.ok(api.isSignedIn);
});

test('ends the session when the refresh token is refused, and only then', async () => {
  let status = 503;
  const { api } = apiOver(() => answer(status, { detail: 'no' }));
  let ended = 0;
  api.onSignedOut = () => { ended += 1; };
  api.keep({ ...tokens(1), expiresIn: 0 });
  await assert.rejects(api.get('/a'), error => error.status === 503 && error.isTransient);
  assert.equal(ended, 0);
  status = 401;
  await assert.rejects(api.get('/a'));
  assert.equal(ended, 1);
});

test('tells a refusal with its fields, and that nothing was reached', async () => {
  const { api } = apiOver((_, __, n) => {
    if (n === 1) return answer(422, { detail: 'wrong', errors: [{ pointer: '/name', detail: 'is empty' }] });
    throw new TypeError('fetch failed');
  });
  api.keep(tokens(1));
  await assert.rejects(api.post('/conversations', {}), error => error instanceof ApiError && error.of('/name') === 'is empty');
  await assert.rejects(api.get('/a'), error => error.isOffline);
});

test('leaves out parameters that are not given', () => {
  assert.equal(new Api({ storage: new Storage() }).address('/m', { a: 1, b: undefined, c: '', d: null, e: 'ä &' }), '/m?a=1&e=%C3%A4+%26');
});

test('waits longer each time, never all at once', () => {
  assert.equal(drawn(0, () => 1), 100);
  assert.equal(drawn(3, () => 0.5), 400);
  assert.equal(drawn(60, () => 1), 10_000);
});

test('tries again what may pass, as often as it makes sense, and nothing else', async () => {
  let calls = 0;
  assert.equal(await retried(async () => { calls += 1; if (calls < 3) throw new Error('busy'); return 'done'; }, () => 0), 'done');
  await assert.rejects(retried(async () => { calls += 1; throw new Error('wrong'); }, () => undefined), /wrong/);
  assert.equal(calls, 4);
});

class Source extends EventTarget {
  constructor(address) { super(); this.address = address; }
  close() { this.closed = true; }
  tell(type, id, data) { this.dispatchEvent(Object.assign(new Event(type), { lastEventId: id, data: JSON.stringify(data) })); }
  break() { this.onerror(); }
}

/** The `n`th of a list, once it is there. */
async function nth(list, n) {
  while (list.length <= n) await new Promise(resolve => setImmediate(resolve));
  return list[n];
}

test('resumes behind the last event that it saw', async () => {
  const opened = [];
  const heard = [];
  const states = [];
  const stream = new EventStream({ api: { post: async () => ({ ticket: `t${opened.length}` }), address: (path, query) => `${path}?${query.ticket}&${query.cursor}` },
    onEvent: event => heard.push(event), onState: state => states.push(state), source: address => { opened.push(new Source(address)); return opened.at(-1); } });
  stream.start();
  const first = await nth(opened, 0);
  first.tell('resumed', 'g.1-0', {});
  first.tell('message.created', 'g.2-0', { message: { id: 'c.1' } });
  first.tell('heartbeat', 'g.2-0', {});
  await nth(heard, 1);
  first.break();
  assert.equal((await nth(opened, 1)).address, '/events?t1&g.2-0');
  assert.ok(first.closed);
  stream.stop();
  assert.deepEqual(heard.map(each => each.type), ['resumed', 'message.created']);
  assert.deepEqual(states.slice(0, 4), ['connecting', 'live', 'waiting', 'connecting']);
});

test('is told again what it failed to deal with, and only then goes on', async () => {
  const from = [];
  const heard = [];
  const stream = new ResumingStream({
    read: async (cursor, hear) => {
      from.push(cursor);
      await hear({ type: 'resumed', cursor: 'a' });
      await Promise.all([hear({ type: 'typing', cursor: 'b' }), hear({ type: 'typing', cursor: 'c' })]);
      stream.close();
    },
    listener: event => { heard.push(event.cursor); if (event.cursor === 'b' && from.length === 1) throw new Error('busy'); },
  });
  await stream.run();
  assert.deepEqual(from, [undefined, 'a']);
  assert.deepEqual(heard, ['a', 'b', 'a', 'b', 'c']);
  assert.equal(stream.cursor, 'c');
});

test('counts a connection as broken that says nothing', async () => {
  const silent = new ResumingStream({ silenceMs: 5, listener: () => {}, read: (_, __, signal) => new Promise(resolve => signal.addEventListener('abort', resolve)) });
  let tries = 0;
  silent.onState = state => { if (state === 'connecting' && ++tries === 2) silent.close(); };
  await silent.run();
  assert.equal(tries, 2);
});

test('follows safe links only', () => {
  assert.equal(safeLink('https://example.org/'), 'https://example.org/');
  for (const bad of ['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil', '', null]) assert.equal(safeLink(bad), null);
});

test('speaks the first language that it knows', () => {
  assert.equal(choose(['fr-FR', 'de-AT', 'en']), 'de');
  assert.equal(choose(['xx']), 'en');
});

test('has every word in every language, with the same places to fill', () => {
  const holes = words => JSON.stringify(words).match(/\{\w+\}/g)?.sort().join() ?? '';
  assert.deepEqual(Object.keys(en).filter(key => !(key in de)), []);
  for (const [key, words] of Object.entries(de)) {
    assert.ok(key in en, `${key} is not in English`);
    assert.equal(typeof words, typeof en[key], key);
    assert.equal(holes(words), holes(en[key]), key);
  }
});

test('writes sizes, days and words', () => {
  assert.equal(bytes(999), '999 B');
  assert.equal(bytes(1500), '1.5 kB');
  assert.equal(bytes(12_300_000), '12 MB');
  assert.equal(daysBetween(new Date(2026, 0, 1, 23, 59), new Date(2026, 0, 2, 0, 1)), 1);
  assert.deepEqual([-5, 40, 1500, 90_000, 600_000, 7_500_000, 200_000_000].map(span), ['0 ms', '40 ms', '1.5 s', '90 s', '10 min', '2 h 5 min', '2 days']);
  assert.equal(t('room.members', { n: 1 }), '1 member');
  assert.equal(t('room.members', { n: 5 }), '5 members');
});

test('shows the text alone where there is one line only', () => {
  assert.equal(plainOf('Is **anybody** _there_, `x * y`? [Yes](https://a.example)'), 'Is anybody there, x * y? Yes');
  assert.equal(plainOf('- one\n- two\n\n> said'), 'one · two said');
  assert.equal(plainOf('a\nb <b>no</b>'), 'a b <b>no</b>');
  assert.equal(plainOf('2 * 3 * 4'), '2 * 3 * 4');
  assert.equal(plainOf(''), '');
});
