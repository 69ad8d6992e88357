/** A way of reaching the survivor, and whether it is safe. An unsafe channel must not be used at all. */
export interface ContactChannel {
  readonly kind: 'PHONE' | 'TEXT' | 'EMAIL' | 'THROUGH_REFERRER';
  readonly value?: string;
  readonly safe: boolean;
  /** Local hours in Europe/London between which it is safe, "HH:MM"; left out means at any time. */
  readonly from?: string;
  readonly until?: string;
  readonly mayLeaveMessage: boolean;
  readonly whoMayAnswer?: string;
}

export const IF_NO_CONTACT = ['CALL_POLICE', 'DO_NOT_CALL_POLICE', 'NOT_ASKED'] as const;
export type IfNoContact = (typeof IF_NO_CONTACT)[number];

/** How the survivor may be reached. Read before any number is shown. */
export interface SafeContact {
  readonly channels: readonly ContactChannel[];
  readonly codeWord?: string;
  readonly interpreterLanguage?: string;
  readonly ifNoContact: IfNoContact;
}
