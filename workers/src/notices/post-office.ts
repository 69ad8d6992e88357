import type { NoticeText } from '@openhaven/domain/notice';

/** One e-mail to one member of staff. */
export interface Letter extends NoticeText {
  /** The same at every attempt: the message id is made of it. */
  readonly id: string;
  readonly to: string;
}

/**
 * What the mail server said. SENT: it has taken it. REFUSED: it will never take it. NOT_SENT: it certainly has not taken
 * it this time. UNKNOWN: it was handed the message and fell silent.
 */
export type Delivery =
  | { readonly is: 'SENT' | 'UNKNOWN' }
  | { readonly is: 'REFUSED' | 'NOT_SENT'; readonly code: string };

/** Where e-mails are handed in. */
export interface PostOffice {
  deliver(letter: Letter): Promise<Delivery>;
}
