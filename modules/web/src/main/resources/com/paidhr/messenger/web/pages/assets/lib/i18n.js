// Words of the pages in the reader's language. English has every word; others may lack some.
import en from '../i18n/en.js';
import de from '../i18n/de.js';

const LANGUAGES = { en, de };

/** The language to show: the first of the wanted ones that there is. */
export function choose(wanted) {
  return wanted.map(tag => tag.split('-')[0].toLowerCase()).find(tag => tag in LANGUAGES) || 'en';
}

export const language = choose(globalThis.navigator?.languages || []);
const plurals = new Intl.PluralRules(language);

/** The words under a key; `{name}` is replaced, and a key with forms is chosen by `n`. */
export function t(key, values = {}) {
  let words = LANGUAGES[language][key] ?? en[key] ?? key;
  if (typeof words === 'object') words = words[plurals.select(values.n)] ?? words.other;
  return words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const number = new Intl.NumberFormat(language);

export const timeOf = at => clock.format(new Date(at));
export const fullTime = at => full.format(new Date(at));
export const count = n => number.format(n);

/** Whole days between two instants in the reader's zone. */
export function daysBetween(at, now) {
  const midnight = instant => new Date(instant.getFullYear(), instant.getMonth(), instant.getDate());
  return Math.round((midnight(now) - midnight(new Date(at))) / 86_400_000);
}

export function dayOf(at, now = new Date()) {
  const days = daysBetween(at, now);
  if (days === 0) return t('today');
  if (days === 1) return t('yesterday');
  return days < 180 ? day.format(new Date(at)) : date.format(new Date(at));
}

/** Short form for lists: the time today, the weekday this week, else the date. */
export function shortTime(at, now = new Date()) {
  const days = daysBetween(at, now);
  if (days <= 0) return timeOf(at);
  if (days < 7) return new Intl.DateTimeFormat(language, { weekday: 'short' }).format(new Date(at));
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(new Date(at));
}

export function bytes(n) {
  if (n < 1000) return `${n} B`;
  const units = ['kB', 'MB', 'GB'];
  let unit = -1;
  do { n /= 1000; unit += 1; } while (n >= 999.5 && unit < 2);
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: n < 10 ? 1 : 0 }).format(n)} ${units[unit]}`;
}
