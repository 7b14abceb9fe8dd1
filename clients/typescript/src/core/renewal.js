const EARLY_MS = 30_000;

/**
 * @typedef {object} Pair what `POST /tokens` answers
 * @property {string} accessToken
 * @property {string} refreshToken
 * @property {number} expiresIn seconds
 */

/** The access token of a session, renewed by one request at a time a little before it ends. */
export class Renewal {
  /**
   * @param {() => Promise<Pair>} renew asks for new tokens
   * @param {object} [options]
   * @param {(work: () => Promise<void>) => Promise<void>} [options.exclusively] lets one renew at a time where several share a
   *   session, as the tabs of a browser do
   * @param {() => number} [options.now] milliseconds
   */
  constructor(renew, { exclusively = work => work(), now = Date.now } = {}) {
    this.renew = renew;
    this.exclusively = exclusively;
    this.now = now;
    this.access = '';
    this.renewAt = 0;
    /** @type {Promise<void> | undefined} */
    this.renewing = undefined;
  }

  /**
   * A token that is valid for a while.
   *
   * @returns {Promise<string>}
   */
  async token() {
    if (this.now() >= this.renewAt) {
      this.renewing ??= this.exclusively(async () => this.keep(await this.renew())).finally(() => {
        this.renewing = undefined;
      });
      await this.renewing;
    }
    return this.access;
  }

  /** @param {Pair} tokens from a sign-in or a renewal */
  keep({ accessToken, expiresIn }) {
    const life = expiresIn * 1000;
    this.access = accessToken;
    this.renewAt = this.now() + life - Math.min(EARLY_MS, life / 4);
  }

  /** The service does not take the present token any more, or the session has ended. */
  forget() {
    this.renewAt = 0;
  }
}
