// The network simulator: a profile for everybody, a conversation or a user, and a picture of its latency.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { t, count, fullTime } from '../lib/i18n.js';
import { fieldsOf, problem, spinner } from '../lib/ui.js';
import { state, view, update, say } from './store.js';
import { api, idOf, nameOf } from './session.js';
import { show } from './charts.js';
import { histogram } from './draws.js';

const PRESETS = ['lan', 'wifi', '3g', 'satellite', 'lossy', 'offline-30s', 'flapping'];
const DISTRIBUTIONS = ['FIXED', 'UNIFORM', 'NORMAL', 'LOGNORMAL', 'PARETO'];
const SHOWN = 30;
const VALUES = ['minMs', 'maxMs', 'meanMs', 'stddevMs'];

export const opened = () => Promise.all([load(), lately()]);

/** What the simulator did last; asked again while one looks. */
async function lately() {
  try {
    const told = await api.get('/admin/network-draws');
    update(() => { view('network').told = told; });
  } catch (error) {
    update(() => { view('network').error = error; });
  }
}

export async function again() {
  if (state.tab === 'network') await lately();
}

async function scopeOf(known) {
  if (!known.kind || known.kind === 'global') return 'global';
  return `${known.kind}:${known.kind === 'user' ? await idOf(known.id) : known.id}`;
}

async function load() {
  const known = view('network');
  try {
    const found = await api.get(`/admin/network-profiles/${encodeURIComponent(await scopeOf(known))}`);
    update(() => Object.assign(known, { profile: found, error: null, loaded: true }));
  } catch (error) {
    update(() => Object.assign(known, { profile: null, loaded: true, error: error.status === 404 ? null : error }));
  }
}

async function save(profile) {
  const known = view('network');
  try {
    const path = `/admin/network-profiles/${encodeURIComponent(await scopeOf(known))}`;
    await (profile ? api.put(path, profile) : api.delete(path));
    say(t(profile ? 'net.applied' : 'net.removed'));
    await load();
  } catch (error) {
    update(() => { known.error = error; });
  }
}

export function network() {
  const known = view('network');
  known.draft ??= { distribution: 'LOGNORMAL', meanMs: 120, stddevMs: 60, loss: 0, duplicate: 0 };
  const choose = event => { const { kind, id } = fieldsOf(event); update(() => Object.assign(known, { kind, id, loaded: false })); load(); };
  return html`
    <form class="row wrap filter" @submit=${choose}>
      <label class="field"><span>${t('net.scope')}</span><select class="input" name="kind" @change=${event => update(() => { known.kind = event.target.value; })}>
        ${['global', 'conversation', 'user'].map(kind => html`<option value=${kind} ?selected=${kind === (known.kind || 'global')}>${t(`net.${kind}`)}</option>`)}</select></label>
      ${known.kind && known.kind !== 'global' ? html`<label class="field"><span>${t('net.id')}</span><input class="input" name="id" required .value=${known.id || ''}></label>` : nothing}
      <button class="button">${t('net.show')}</button>
    </form>
    ${problem(known.error)}
    <section class="card stack"><h3>${t('net.current')}</h3>
      ${!known.loaded ? spinner() : known.profile ? html`<pre class="json" tabindex="0">${JSON.stringify(given(known.profile), null, 2)}</pre><div><button class="button danger" @click=${() => save(null)}>${t('net.remove')}</button></div>` : html`<p class="quiet">${t('net.none')}</p>`}</section>
    <section class="card stack"><h3>${t('net.preset')}</h3>
      <p class="row wrap">${PRESETS.map(preset => html`<button class="button" @click=${() => save({ preset })}>${preset}</button>`)}</p></section>
    <section class="card stack"><h3>${t('net.custom')}</h3>${custom(known)}
      <figure><figcaption>${t('net.picture')}</figcaption><div class="chart" data-draws role="img" aria-label=${t('net.picture')}></div><p class="quiet small">${t('net.picture.note')}</p></figure></section>
    <section class="card stack"><h3>${t('net.last')}</h3>${lastDraws(known.told)}</section>`;
}

function lastDraws(told) {
  if (!told) return spinner();
  if (!told.draws.length) return html`<p class="quiet">${t('net.last.none')}</p>`;
  const longest = Math.max(1, ...told.draws.map(each => each.latencyMs));
  return html`<p class="quiet small">${t('net.last.note', { node: told.node })}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('net.last')}><table>
      <thead><tr><th>${t('audit.when')}</th><th>${t('dead.recipient')}</th><th>${t('dead.message')}</th><th class="number">${t('net.attempt')}</th><th>${t('net.outcome')}</th><th>${t('net.latency')}</th></tr></thead>
      <tbody>${told.draws.slice(0, SHOWN).map(each => html`<tr><td><time>${fullTime(each.at)}</time></td><td>${nameOf(each.recipientId)}</td><td class="facts"><code>${each.messageId}</code></td><td class="number">${each.attempt}</td>
        <td><span class="badge ${each.outcome === 'ARRIVES' ? 'good' : 'bad'}">${t(`net.${each.outcome}`)}</span>${each.duplicated ? html` <span class="badge">${t('net.twice')}</span>` : nothing}</td>
        <td><meter aria-label=${t('net.latency')} min="0" max=${longest} value=${each.latencyMs}></meter> ${count(Math.round(each.latencyMs))} ms</td></tr>`)}</tbody></table></div>`;
}

const given = profile => Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length)));

function custom(known) {
  const { draft } = known;
  const change = event => update(() => { draft[event.target.name] = event.target.type === 'number' ? Number(event.target.value) : event.target.value; });
  const field = (name, label, max) => html`<label class="field"><span>${label}</span><input class="input" type="number" min="0" max=${max ?? nothing} step="any" name=${name} .value=${String(draft[name] ?? '')} @input=${change}></label>`;
  const submit = event => { event.preventDefault(); save(profileOf(draft)); };
  return html`<form class="grid" @submit=${submit}>
    <label class="field"><span>${t('net.distribution')}</span><select class="input" name="distribution" @change=${change}>${DISTRIBUTIONS.map(each => html`<option ?selected=${each === draft.distribution}>${each}</option>`)}</select></label>
    ${field('minMs', t('net.min'))}${field('maxMs', t('net.max'))}${field('meanMs', t('net.mean'))}${field('stddevMs', t('net.stddev'))}
    ${field('loss', t('net.loss'), 100)}${field('duplicate', t('net.duplicate'), 100)}${field('bandwidthKbps', t('net.bandwidth'))}${field('minutes', t('net.minutes'))}
    <div class="end"><button class="button primary">${t('net.apply')}</button></div></form>`;
}

/** The form as a profile: only what was given. */
export function profileOf(draft, now = Date.now()) {
  const latency = Object.fromEntries(VALUES.filter(name => draft[name] > 0).map(name => [name, draft[name]]));
  return {
    ...(Object.keys(latency).length ? { latency: { distribution: draft.distribution, ...latency } } : {}),
    ...(draft.loss > 0 ? { loss: draft.loss / 100 } : {}), ...(draft.duplicate > 0 ? { duplicate: draft.duplicate / 100 } : {}),
    ...(draft.bandwidthKbps > 0 ? { bandwidthKbps: draft.bandwidthKbps } : {}),
    ...(draft.minutes > 0 ? { expiresAt: new Date(now + draft.minutes * 60_000).toISOString() } : {}),
  };
}

export function drawPicture(root) {
  const box = root.querySelector('[data-draws]');
  const draft = view('network').draft;
  if (box && draft) show(box, { series: ['net.picture'], time: false }, histogram(draft));
}
