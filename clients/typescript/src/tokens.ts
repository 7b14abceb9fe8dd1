import { IdentityApi, type Tokens } from './generated/index.js';
import { ResponseError } from './generated/runtime.js';

const EARLY_MS = 30_000;

/** Where the token of a request comes from. */
export interface TokenSource {
  /** A token that is valid for a while. */
  token(): Promise<string>;

  /** The service does not take the present token any more. */
  forget(): void;
}

/** A token that was given, and stays as it is. */
export function given(token: string): TokenSource {
  return { token: () => Promise.resolve(token), forget: () => {} };
}

/** The present tokens of a user, renewed by one request at a time a little before they end. */
export class TokenKeeper implements TokenSource {
  private tokens?: Tokens;
  private renewAt = 0;
  private renewing?: Promise<string>;

  constructor(
    private readonly identity: IdentityApi,
    private readonly username: string,
    private readonly password: string,
    private code?: string,
  ) {}

  async token(): Promise<string> {
    if (this.tokens && Date.now() < this.renewAt) {
      return this.tokens.accessToken;
    }
    this.renewing ??= this.renew().finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  forget(): void {
    this.renewAt = 0;
  }

  private async renew(): Promise<string> {
    const tokens = await this.created();
    const life = tokens.expiresIn * 1000;
    this.tokens = tokens;
    this.renewAt = Date.now() + life - Math.min(EARLY_MS, life / 4);
    return tokens.accessToken;
  }

  private async created(): Promise<Tokens> {
    const refreshToken = this.tokens?.refreshToken;
    if (refreshToken) {
      try {
        return await this.identity.createTokens({ tokenRequest: { refreshToken } });
      } catch (failure) {
        if (!(failure instanceof ResponseError && failure.response.status === 401)) {
          throw failure;
        }
        // The session ended: sign in again.
      }
    }
    const { username, password, code } = this;
    this.code = undefined; // it is good once
    return this.identity.createTokens({ tokenRequest: { username, password, code } });
  }
}
