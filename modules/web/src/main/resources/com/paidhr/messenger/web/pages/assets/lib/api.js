// The API as the pages use it: JSON over fetch, problem details as errors; tokens and uploads are the client's.
import { Renewal } from '../client/renewal.js';
import { uploadByBrowser } from '../client/upload.js';

/** A refusal of the service, or that it could not be reached (status 0). */
export class ApiError extends Error {
  constructor(status, problem, retryAfter) {
    super(problem?.detail || problem?.title || (status === 0 ? 'offline' : `HTTP ${status}`));
    this.status = status;
    this.problem = problem || {};
    this.retryAfter = retryAfter;
  }

  get isOffline() {
    return this.status === 0;
  }

  /** What may succeed when it is tried again later without a change. */
  get isTransient() {
    return this.status === 0 || this.status === 429 || this.status === 503;
  }

  /** Whether it is the problem of this name in docs/problems.md. */
  is(slug) {
    return this.problem.type === `/problems/${slug}`;
  }

  /** The words about one field, by its JSON pointer. */
  of(pointer) {
    return this.problem.errors?.find(error => error.pointer === pointer)?.detail;
  }
}

export class Api {
  /**
   * @param storage where the refresh token is kept between visits, under `key`
   * @param onSignedOut called once the session has ended
   */
  constructor({ base = '', storage = globalThis.localStorage, key = 'messenger.session', onSignedOut = () => {},
    fetch = (...args) => globalThis.fetch(...args), now = () => Date.now() } = {}) {
    Object.assign(this, { base, storage, key, onSignedOut, fetch });
    this.renewal = new Renewal(() => this.renew(), { now, exclusively: work => this.exclusively(work) });
  }

  get isSignedIn() {
    return this.storage.getItem(this.key) !== null;
  }

  /** @param code of the second factor, where the service asks for one */
  async signIn(username, password, code) {
    this.keep(await this.send('POST', '/tokens', { json: { username, password, ...(code ? { code } : {}) } }));
  }

  async signOut() {
    try {
      await this.delete('/tokens/current');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    this.forget();
  }

  keep(tokens) {
    this.storage.setItem(this.key, tokens.refreshToken);
    this.renewal.keep(tokens);
  }

  forget() {
    const was = this.isSignedIn;
    this.renewal.forget();
    this.storage.removeItem(this.key);
    if (was) this.onSignedOut();
  }

  /** The tabs of a browser share the session. */
  exclusively(work) {
    return globalThis.navigator?.locks ? navigator.locks.request(this.key, work) : work();
  }

  async renew() {
    const refreshToken = this.storage.getItem(this.key);
    if (!refreshToken) throw new ApiError(401, { title: 'Signed out' });
    try {
      const tokens = await this.send('POST', '/tokens', { json: { refreshToken } });
      this.storage.setItem(this.key, tokens.refreshToken);
      return tokens;
    } catch (error) {
      if (error.status >= 400 && error.status < 500 && error.status !== 429) this.forget();
      throw error;
    }
  }

  get(path, query, options) { return this.call('GET', path, { query, ...options }); }
  post(path, json, options) { return this.call('POST', path, { json, ...options }); }
  put(path, json, options) { return this.call('PUT', path, { json, ...options }); }
  patch(path, json, options) { return this.call('PATCH', path, { json, ...options }); }
  delete(path, query) { return this.call('DELETE', path, { query }); }

  /** A request with the caller's token; once more with a new one where the old one has been ended. */
  async call(method, path, options = {}) {
    try {
      return await this.send(method, path, { ...options, token: await this.renewal.token() });
    } catch (error) {
      if (error.status !== 401 || !this.isSignedIn) throw error;
      this.renewal.forget();
      return this.send(method, path, { ...options, token: await this.renewal.token() });
    }
  }

  async send(method, path, { json, query, token, headers = {}, signal, as = 'json' } = {}) {
    const response = await this.reach(this.address(path, query), {
      method, signal,
      headers: {
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: json === undefined ? undefined : JSON.stringify(json),
    });
    if (!response.ok) throw await refusal(response);
    if (response.status === 204) return null;
    return as === 'json' ? response.json() : as === 'text' ? response.text() : response.blob();
  }

  async reach(address, options) {
    try {
      return await this.fetch(address, options);
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      throw new ApiError(0);
    }
  }

  address(path, query) {
    const given = Object.entries(query || {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
    return this.base + path + (given.length ? `?${new URLSearchParams(given)}` : '');
  }

  /** Sends a file; `onProgress` hears the part that is sent, 0 to 1. */
  async upload(file, onProgress = () => {}) {
    const token = await this.renewal.token();
    const response = await uploadByBrowser(`${this.base}/media`, token, file, file.name, (sent, total) => onProgress(sent / total))
      .catch(() => { throw new ApiError(0); });
    if (!response.ok) throw await refusal(response);
    return response.json();
  }

  /** All items of a list, at most `most`. */
  async all(path, query = {}, most = 1000) {
    const items = [];
    let cursor;
    do {
      const page = await this.get(path, { limit: 200, ...query, cursor });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor && items.length < most);
    return items;
  }
}

async function refusal(response) {
  let problem = null;
  try {
    problem = await response.json();
  } catch {
    // Some proxies answer without problem details.
  }
  return new ApiError(response.status, problem, response.headers.get('Retry-After'));
}
