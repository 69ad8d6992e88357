/** What somebody has to sign in with, as the server shows it. */
export interface AccountView {
  /** An authenticator app is set up. */
  readonly app: boolean;
  readonly passkeys: readonly PasskeyView[];
  readonly recoveryCodesLeft: number;
  /** They have just proved who they are, or have nothing yet to prove it with. */
  readonly mayChange: boolean;
}

/** A passkey, under the name that its owner gave it. Times are ISO 8601. */
export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly addedAt: string;
  readonly lastUsedAt: string | null;
}

/** The answer to adding something: codes to be shown once, if there were none before. */
export interface AddedView {
  readonly recoveryCodes: readonly string[];
}
