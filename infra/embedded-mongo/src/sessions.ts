import { Binary } from 'bson';
import type { Database } from './database.ts';
import { type Doc, isDoc } from './document.ts';
import { CommandError, invalid, transient } from './errors.ts';
import type { Transaction, Transactions } from './transaction.ts';
import { bytesOf, toBigInt } from './value.ts';

const KEEP_MS = 30 * 60_000;

/** A client's session: its latest numbered write or transaction, and what was answered. */
export interface Session {
  readonly id: string;
  number: bigint;
  reply: Uint8Array | null;
  transaction: Transaction | null;
  usedAt: number;
  /** The connection that its last command of a transaction came by. */
  carrier: object | null;
}

/** The sessions of all clients. Replies are kept on disk, so that a write repeated after a crash is not done twice. */
export class Sessions {
  readonly #database: Database;
  readonly #transactions: Transactions;
  readonly #sessions = new Map<string, Session>();
  #forgotAt = 0;

  constructor(database: Database, transactions: Transactions) {
    this.#database = database;
    this.#transactions = transactions;
    const kept = database.all<[string, number, Uint8Array]>('SELECT session, number, reply FROM replies');
    for (const [id, number, reply] of kept) Object.assign(this.#of(id), { number: BigInt(number), reply });
  }

  /**
   * The session of a numbered command, moved on if the number is new; null if the command has no number.
   * @throws CommandError 225 if the number is an old one
   */
  enter(body: Doc): Session | null {
    if (body['txnNumber'] === undefined && body['autocommit'] !== undefined)
      throw invalid('a transaction needs a number');
    if (body['txnNumber'] === undefined) return null;
    const number = toBigInt(body['txnNumber']);
    const session = this.#of(sessionId(body['lsid']));
    if (number < session.number)
      throw new CommandError(225, `Transaction ${number} is older than the session's latest`);
    if (number > session.number) {
      session.transaction?.end();
      Object.assign(session, { number, reply: null, transaction: null });
    }
    return session;
  }

  /** Begins the session's transaction on its first command, and finds it again on the others. */
  transactionOf(session: Session, isFirst: boolean): Transaction {
    if (isFirst && !session.reply) session.transaction ??= this.#transactions.beginSnapshot();
    const { transaction, number } = session;
    if (!transaction?.isOpen) throw transient(251, `Transaction ${number} does not match any in-progress transaction.`);
    return transaction;
  }

  commit(session: Session, reply: Uint8Array): void {
    if (session.reply) return;
    this.transactionOf(session, false).commit();
    this.keepReply(session, reply);
  }

  abort(session: Session): void {
    if (session.reply) throw new CommandError(256, `Transaction ${session.number} has been committed`);
    this.transactionOf(session, false).end();
  }

  /** Written with the same commit as what it answers for. */
  keepReply(session: Session, reply: Uint8Array): void {
    session.reply = reply;
    this.#database.begin();
    const sql = 'INSERT OR REPLACE INTO replies(session, number, reply, at) VALUES(?,?,?,?)';
    this.#database.run(sql, session.id, session.number, reply, Date.now());
  }

  /** Notes by which connection a transaction's command came. */
  carry(body: Doc, carrier: object): void {
    if (body['autocommit'] === false && isDoc(body['lsid'])) this.#of(sessionId(body['lsid'])).carrier = carrier;
  }

  /** A connection has ended: nobody will finish the transactions that last came by it, so they hold nobody up. */
  abandon(carrier: object): void {
    for (const session of this.#sessions.values()) {
      if (session.carrier !== carrier) continue;
      session.carrier = null;
      session.transaction?.end();
    }
  }

  /** The client will not use it again. */
  end(lsid: unknown): void {
    const id = sessionId(lsid);
    this.#sessions.get(id)?.transaction?.end();
    this.#sessions.delete(id);
  }

  /** Sessions unused for as long as MongoDB keeps them; looked for as often. */
  forgetOld(now: number): void {
    if (now < this.#forgotAt + KEEP_MS) return;
    this.#forgotAt = now;
    for (const { id, usedAt, transaction } of this.#sessions.values())
      if (usedAt < now - KEEP_MS && !transaction?.isOpen) this.#sessions.delete(id);
    this.#database.begin();
    this.#database.run('DELETE FROM replies WHERE at<?', now - KEEP_MS);
  }

  #of(id: string): Session {
    const present = this.#sessions.get(id) ?? {
      id,
      number: -1n,
      reply: null,
      transaction: null,
      usedAt: 0,
      carrier: null,
    };
    this.#sessions.set(id, present);
    present.usedAt = Date.now();
    return present;
  }
}

function sessionId(lsid: unknown): string {
  const id = isDoc(lsid) ? lsid['id'] : undefined;
  if (!(id instanceof Binary)) throw invalid('a numbered command needs a session (lsid)');
  return Buffer.from(bytesOf(id)).toString('hex');
}
