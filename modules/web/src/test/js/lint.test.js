// What the eye overlooks in the sources: imports and words that nobody uses, words that are missing, ways past the policy.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from './pages.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const assets = join(process.env.PAGES, 'assets');
const sources = readdirSync(assets, { recursive: true })
  .filter(name => name.endsWith('.js') && !name.startsWith('vendor'))
  .map(name => ({ name, text: readFileSync(join(assets, name), 'utf8') }));
const pages = sources.filter(({ name }) => !name.startsWith('i18n'));
const en = (await load('i18n/en.js')).default;

test('there are sources', () => assert.ok(pages.length > 20));

test('every import is used', () => {
  const unused = pages.flatMap(({ name, text }) => [...text.matchAll(/^import (?:\* as (\w+)|\{([^}]*)\}|(\w+)) from .*$/gm)].flatMap(([line, all, some, one]) =>
    [all, one, ...(some || '').split(',').map(each => each.trim().split(/ as /).at(-1))].filter(Boolean)
      .filter(each => !new RegExp(`\\b${each}\\b`).test(text.replace(line, ''))).map(each => `${name}: ${each}`)));
  assert.deepEqual(unused, []);
});

test('every export is used, by a page or by its test', () => {
  const tests = readdirSync(here).map(name => readFileSync(join(here, name), 'utf8')).join('\n');
  const unused = pages.flatMap(({ name, text }) => [...text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(each => each[1])
    .filter(each => !new RegExp(`\\b${each}\\b`).test(pages.filter(other => other.name !== name).map(other => other.text).join('\n') + tests)
      && text.match(new RegExp(`\\b${each}\\b`, 'g')).length < 2).map(each => `${name}: ${each}`));
  assert.deepEqual(unused, []);
});

test('every word that a page asks for is there, and every word is asked for', () => {
  const all = pages.map(each => each.text).join('\n');
  const asked = [...all.matchAll(/\bt\('([^']+)'/g)].map(each => each[1]);
  assert.deepEqual(asked.filter(key => !(key in en)), []);
  const starts = [...all.matchAll(/`([a-z][\w.-]*\.)\$\{/g)].map(each => each[1]);
  const said = key => all.includes(`'${key}'`) || starts.some(start => key.startsWith(start));
  assert.deepEqual(Object.keys(en).filter(key => !said(key)), []);
});

test('nothing goes past the policy or is left behind from looking for a fault', () => {
  for (const { name, text } of pages) {
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|document\.write|\beval\(|new Function|\bdebugger\b|console\.(?:log|debug)|\.style\.(?!height)|style=/, name);
  }
});
