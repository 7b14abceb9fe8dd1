// Queue, rates, latency, breakers and health, read every two seconds.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, bytes, count, span, timeOf } from '../lib/i18n.js';
import { wordsOf } from '../lib/ui.js';
import { state, update, say } from './store.js';
import { api } from './session.js';
import { checksOf, parse, sample } from './metrics.js';
import { show } from './charts.js';
import { nodes, thisNode } from './nodes.js';
import * as lanes from './waiting.js';
import * as simulator from './network.js';

const EVERY_MS = 2000;
const KEPT = 180;
const MOST_NODES = 200;

export async function read() {
  try {
    const [queue, nodes, text, health] = await Promise.all([
      api.get('/admin/queue'),
      api.all('/admin/nodes', {}, MOST_NODES),
      api.send('GET', '/metrics', { as: 'text', headers: { Accept: 'text/plain' } }),
      api.send('GET', '/health', {}).catch(error => (error.problem?.checks ? error.problem : { status: 'DOWN', checks: [] })),
      lanes.again(),
      simulator.again(),
    ]);
    const metrics = parse(text);
    update(known => {
      const next = sample(Date.now(), metrics, queue, known.samples[known.samples.length - 1]);
      Object.assign(known, { queue, nodes, metrics, health, lost: false, updated: next.at, samples: [...known.samples.slice(1 - KEPT), next] });
    });
  } catch (error) {
    if (error.status === 401 || error.status === 403) throw error;
    update({ lost: true });
  }
}

export function every(work) {
  let timer;
  const round = async () => {
    if (!state.me) return;
    if (document.visibilityState === 'visible') await work();
    timer = setTimeout(round, EVERY_MS);
  };
  round();
  return () => clearTimeout(timer);
}

const act = (path, words = '') => async () => {
  try {
    const answer = await api.post(path);
    say(words ? t(words, { n: count(answer.queued ?? answer.messages ?? answer.published ?? 0) }) : t('saved'));
    await read();
  } catch (error) {
    say(wordsOf(error));
  }
};

const tile = (label, value, tone = '') => html`<div class="card tile ${tone}"><dt>${label}</dt><dd>${value}</dd></div>`;

export function overview() {
  const { queue } = state;
  if (!queue) return html`<div class="spinner"></div>`;
  return html`
    ${queue.paused ? html`<p class="note" role="status">${t('console.paused')}</p>` : nothing}
    <dl class="tiles">
      ${tile(t('console.depth'), count(queue.depth))}
      ${tile(t('console.inflight'), count(queue.inFlight))}
      ${tile(t('console.delayed'), html`<a href="#/waiting">${count(queue.delayed)}</a>`, queue.delayed ? 'warn' : '')}
      ${tile(t('console.oldest'), span(queue.oldestAgeMs))}
      ${tile(t('console.letters'), html`<a href="#/dead">${count(queue.dead)}</a>`, queue.dead ? 'bad' : '')}
      ${tile(t('console.bytes'), bytes(queue.bytes))}
    </dl>
    <div class="row wrap">
      <button class="button" @click=${act(queue.paused ? '/admin/queue/resume' : '/admin/queue/pause')}>${t(queue.paused ? 'console.resume' : 'console.pause')}</button>
      <button class="button" @click=${() => update({ dialog: { words: t('console.rebuild.sure'), go: act('/admin/queue/rebuild', 'console.rebuilt') } })}>${t('console.rebuild')}</button>
      <span class="quiet small">${t('console.updated', { when: timeOf(state.updated) })}</span>
    </div>
    <div class="charts">
      ${chart('rate', t('console.rate'))}${chart('latency', t('console.latency'))}${chart('waiting', t('console.depth'))}
    </div>
    <div class="columns">
      <section class="card"><h3>${t('console.partitions')}</h3><div class="scroll" tabindex="0" role="region" aria-label=${t('console.partitions')}><table>
        <thead><tr><th>${t('console.partition')}</th>${['depth', 'inflight', 'delayed', 'oldest', 'bytes'].map(name => html`<th class="number">${t(`console.${name}`)}</th>`)}</tr></thead>
        <tbody>${queue.partitions.map(each => html`<tr><td>${each.partition}</td>${[count(each.depth), count(each.inFlight), count(each.delayed), span(each.oldestAgeMs), bytes(each.bytes)].map(cell => html`<td class="number">${cell}</td>`)}</tr>`)}</tbody></table></div></section>
      <section class="card stack"><h3>${t('console.breakers')}</h3>
        <p class="row wrap">${Object.entries(queue.breakers).map(([name, is]) => html`<span class="badge ${/closed/i.test(is) || is === false ? 'good' : 'bad'}">${name}: ${String(is)}</span>`)}</p>
        <h3>${t('console.health')}</h3><p class="row wrap">${checksOf(state.health).map(each => html`<span class="badge ${each.status === 'UP' ? 'good' : 'bad'}">${each.name}: ${each.status}</span>`)}</p>
        <h3>${t('console.node')}</h3>${thisNode()}</section>
      ${nodes()}
    </div>`;
}

const chart = (name, label) => html`<figure class="card"><figcaption>${label}</figcaption><div class="chart" data-chart=${name} role="img" aria-label=${label}></div></figure>`;

const CHARTS = {
  rate: { series: ['console.delivered.series', 'console.retried.series'], of: ['delivered', 'retried'] },
  latency: { series: ['console.series.p50', 'console.series.p95', 'console.series.p99'], of: ['p50', 'p95', 'p99'] },
  waiting: { series: ['console.waiting.series', 'console.delayed.series'], of: ['depth', 'delayed'] },
};

export function drawCharts(root) {
  for (const box of root.querySelectorAll('[data-chart]')) {
    const { series, of } = CHARTS[box.dataset.chart] || {};
    if (of) show(box, { series }, [state.samples.map(each => each.at / 1000), ...of.map(name => state.samples.map(each => each[name]))]);
  }
}
