// Words of the pages in the reader's language. English has every word; others may lack some.
import en from '../i18n/en.js';
import de from '../i18n/de.js';

const LANGUAGES = { en, de };

/** The language to show: the first of the wanted ones that there is. */
export function choose(wanted) {
  return wanted.map(tag => tag.split('-')[0].toLowerCase()).find(tag => tag in LANGUAGES) || 'en';
}

export const language = choose(globalThis.navigator?.languages || []);
/** The language as the reader's region writes it, such as the hours of a day. */
const region = (globalThis.navigator?.languages || []).find(tag => tag.split('-')[0].toLowerCase() === language) || language;
const plurals = new Intl.PluralRules(language);

/** The words under a key; `{name}` is replaced, and a key with forms is chosen by `n`. */
export function t(key, values = {}) {
  let words = LANGUAGES[language][key] ?? en[key] ?? key;
  if (typeof words === 'object') words = words[plurals.select(values.n)] ?? words.other;
  return words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

const clock = new Intl.DateTimeFormat(region, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(region, { weekday: 'long', day: 'numeric', month: 'long' });
const date = new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'medium' });
const number = new Intl.NumberFormat(region);

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
  if (days < 7) return new Intl.DateTimeFormat(region, { weekday: 'short' }).format(new Date(at));
  return new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short' }).format(new Date(at));
}

export function bytes(n) {
  if (n < 1000) return `${n} B`;
  const units = ['kB', 'MB', 'GB'];
  let unit = -1;
  do { n /= 1000; unit += 1; } while (n >= 999.5 && unit < 2);
  return `${new Intl.NumberFormat(region, { maximumFractionDigits: n < 10 ? 1 : 0 }).format(n)} ${units[unit]}`;
}

/** How long something takes or took, in the two units that matter at most. */
export function span(ms) {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 120_000) return `${new Intl.NumberFormat(region, { maximumFractionDigits: ms < 10_000 ? 1 : 0 }).format(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : t('days', { n: Math.floor(hours / 24) });
}
