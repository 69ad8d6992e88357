/** What somebody has to sign in with, as the server shows it. */
export interface AccountView {
  /** An authenticator app is set up. */
  readonly app: boolean;
  readonly recoveryCodesLeft: number;
  /** They have just proved who they are, or have nothing yet to prove it with. */
  readonly mayChange: boolean;
}

/** The answer to adding something: codes to be shown once, if there were none before. */
export interface AddedView {
  readonly recoveryCodes: readonly string[];
}
