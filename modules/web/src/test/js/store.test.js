import test from 'node:test';
import assert from 'node:assert/strict';
import { load } from './pages.js';

const { merged, isWhole, windowed, tickOf, firstUnread } = await load('chat/store.js');
const message = (seq, more = {}) => ({ seq, version: 1, status: 'SENT', senderId: 'ann', ...more });

test('merges pages into one ascending list without doubles', () => {
  assert.deepEqual(merged([message(3), message(4)], [message(2), message(4), message(5)]).map(each => each.seq), [2, 3, 4, 5]);
});

test('draws the line of what is new above what others wrote', () => {
  const items = [message(1), message(2, { senderId: 'bob' }), message(3, { kind: 'SYSTEM', senderId: 'bob' }), message(4, { senderId: 'bob' })];
  assert.equal(firstUnread(items, 0, 'ann'), 2);
  assert.equal(firstUnread(items, 2, 'ann'), 4);
  assert.equal(firstUnread(items, 4, 'ann'), undefined);
  assert.equal(firstUnread(items, -1, 'ann'), undefined);
  assert.equal(firstUnread(items, null, 'ann'), undefined);
});

test('keeps the later version whichever comes last', () => {
  const [kept] = merged([message(1, { version: 3, body: 'new' })], [message(1, { version: 2, body: 'old' })]);
  assert.equal(kept.body, 'new');
});

test('never lets a status go back', () => {
  const [kept] = merged([message(1, { status: 'DELIVERED' })], [message(1, { status: 'SENT' })]);
  assert.equal(kept.status, 'DELIVERED');
});

test('sees a hole', () => {
  assert.equal(isWhole([message(1), message(2)]), true);
  assert.equal(isWhole([message(1), message(3)]), false);
  assert.equal(isWhole([]), true);
});

test('keeps the side where the reader is', () => {
  const many = Array.from({ length: 500 }, (_, i) => message(i + 1));
  assert.equal(windowed(many, 'start')[0].seq, 1);
  assert.equal(windowed(many, 'end').at(-1).seq, 500);
  assert.ok(windowed(many, 'end').length < 500);
});

test('shows how far a message is', () => {
  const members = new Map([['ann', { userId: 'ann', readUpTo: 9 }], ['bob', { userId: 'bob', readUpTo: 4 }]]);
  assert.equal(tickOf(message(4, { status: 'DELIVERED' }), members), 'read');
  assert.equal(tickOf(message(5, { status: 'DELIVERED' }), members), 'delivered');
  assert.equal(tickOf(message(5), members), 'sent');
  assert.equal(tickOf(message(5, { status: 'FAILED' }), members), 'failed');
});
