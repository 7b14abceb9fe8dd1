// Charts that move: uPlot, drawn anew when the size or the theme changes.
/* global uPlot */
import { t, count, language } from '../lib/i18n.js';

const DASHES = [[], [6, 3], [2, 3]];
const TONES = ['--accent', '--warn', '--good'];
const made = new Map();

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
/** Nothing where no time is known: a chart without data spans the seconds around 1970. */
export const secondsOf = at => (at > 1e6 ? clock.format(new Date(at * 1000)) : '');

/** The value under the pointer; where that is not over the chart, the newest one. */
const latest = (chart, value, series) => value ?? chart.data[series]?.at(-1);
const number = value => (value === null || value === undefined ? '–' : count(Number(value.toFixed(value < 10 ? 1 : 0))));

function build(box, { series, height = 170, time = true }) {
  const axis = () => ({ stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui', size: 52 });
  return new uPlot({
    width: box.clientWidth, height,
    cursor: { y: false }, legend: { live: true },
    scales: { x: { time }, y: { range: (_, low, high) => [0, Math.max(1, (high || 0) * 1.15)] } },
    axes: [{ ...axis(), size: 28, ...(time ? { values: (_, ticks) => ticks.map(secondsOf), space: 70 } : {}) }, axis()],
    series: [{ label: time ? t('audit.when') : 'ms', value: (chart, value) => (time ? secondsOf(latest(chart, value, 0)) : number(value)) },
      ...series.map((name, i) => ({ label: t(name), stroke: colour(TONES[i]), width: 2, dash: DASHES[i], spanGaps: true, points: { show: false },
        value: (chart, value) => number(time ? latest(chart, value, i + 1) : value) }))],
  }, series.map(() => []).concat([[]]), box);
}

/** Shows data in a box: `[x, y1, y2 …]`, with names of series. */
export function show(box, options, data) {
  if (!globalThis.uPlot || !box.clientWidth) return;
  const theme = colour('--text') + box.clientWidth;
  let known = made.get(box);
  if (!known || known.theme !== theme) {
    known?.chart.destroy();
    known = { theme, chart: build(box, options) };
    made.set(box, known);
  }
  known.chart.setData(data);
}

/** Lets charts go whose box is not on the page any more. */
export function tidy() {
  for (const [box, { chart }] of made) {
    if (!box.isConnected) {
      chart.destroy();
      made.delete(box);
    }
  }
}
