// The nodes that share the queue: which are alive, since when, in what version.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, bytes, count, fullTime, span } from '../lib/i18n.js';
import { state } from './store.js';
import { sum } from './metrics.js';

export const nodes = () => html`<section class="card stack whole"><h3>${t('console.nodes')}</h3>
  ${state.nodes.length ? html`<div class="scroll" tabindex="0" role="region" aria-label=${t('console.nodes')}><table>
    <thead><tr><th>${t('users.name')}</th><th>${t('node.state')}</th><th>${t('console.uptime')}</th><th>${t('node.version')}</th></tr></thead>
    <tbody>${state.nodes.map(node)}</tbody></table></div>` : html`<p class="quiet">${t('node.none')}</p>`}</section>`;

const node = each => html`<tr><td><code>${each.name}</code></td>
  <td><span class="badge ${each.alive ? 'good' : 'bad'}">${t(each.alive ? 'node.alive' : 'node.silent')}</span>
    ${each.alive ? nothing : html`<span class="quiet small">${t('node.seen', { time: span(Date.now() - new Date(each.seenAt)) })}</span>`}
    ${each.workers ? nothing : html`<span class="badge">${t('node.idle')}</span>`}</td>
  <td><time title=${fullTime(each.startedAt)}>${span(Date.now() - new Date(each.startedAt))}</time></td><td>${each.version}</td></tr>`;

/** What only the node that answers says, of itself. */
export function thisNode() {
  const { metrics } = state;
  return html`<dl class="pairs"><dt>${t('console.heap')}</dt><dd>${bytes(sum(metrics, 'memory_usedHeap_bytes'))} / ${bytes(sum(metrics, 'memory_maxHeap_bytes'))}</dd>
    <dt>${t('console.threads')}</dt><dd>${count(sum(metrics, 'thread_count'))}</dd>
    <dt>${t('console.connections')}</dt><dd>${count(sum(metrics, 'messenger_streams_connected'))}</dd></dl>`;
}
