import { Renewal } from './core/renewal.js';
import { IdentityApi, type Tokens } from './generated/index.js';
import { ResponseError } from './generated/runtime.js';

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

/** The present tokens of a user, who signs in again when the session has ended. */
export class TokenKeeper implements TokenSource {
  private readonly renewal = new Renewal(() => this.created());
  private refreshToken?: string;

  constructor(
    private readonly identity: IdentityApi,
    private readonly username: string,
    private readonly password: string,
    private code?: string,
  ) {}

  token(): Promise<string> {
    return this.renewal.token();
  }

  forget(): void {
    this.renewal.forget();
  }

  private async created(): Promise<Tokens> {
    const tokens = (await this.refreshed()) ?? (await this.signedIn());
    this.refreshToken = tokens.refreshToken;
    return tokens;
  }

  /** Undefined when there is no session, or it has ended. */
  private async refreshed(): Promise<Tokens | undefined> {
    const { refreshToken } = this;
    try {
      return refreshToken ? await this.identity.createTokens({ tokenRequest: { refreshToken } }) : undefined;
    } catch (failure) {
      if (failure instanceof ResponseError && failure.response.status === 401) {
        return undefined;
      }
      throw failure;
    }
  }

  private signedIn(): Promise<Tokens> {
    const { username, password, code } = this;
    this.code = undefined; // it is good once
    return this.identity.createTokens({ tokenRequest: { username, password, code } });
  }
}
