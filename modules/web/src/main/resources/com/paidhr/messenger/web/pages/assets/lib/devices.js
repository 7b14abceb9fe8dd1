// Devices by what their clients say of themselves.
import { t } from './i18n.js';

const BROWSERS = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']];
const SYSTEMS = [['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS', 'macOS'], ['Linux', 'Linux']];
const LONGEST = 60;

const firstOf = (table, text) => table.find(([mark]) => text.includes(mark))?.[1];

/** What a client said of itself, as people call it. */
export function deviceOf(text) {
  if (!text) return t('session.unknown');
  const [browser, system] = [firstOf(BROWSERS, text), firstOf(SYSTEMS, text)];
  return browser && system ? t('session.on', { browser, system }) : text.slice(0, LONGEST);
}
