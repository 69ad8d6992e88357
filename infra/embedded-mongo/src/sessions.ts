import { Binary } from 'bson';
import type { Batch } from './batch.ts';
import type { Database } from './database.ts';
import { type Doc, isDoc } from './document.ts';
import { CommandError, invalid, noSuchTransaction } from './errors.ts';
import type { Transaction, Transactions } from './transaction.ts';
import { bytesOf } from './value.ts';

const KEEP_MS = 30 * 60_000;

/** A client's session: its latest numbered write or transaction, and what was answered. */
export interface Session {
  readonly id: string;
  number: bigint;
  reply: Uint8Array | null;
  transaction: Transaction | null;
  usedAt: number;
}

/** The sessions of all clients. Replies are kept on disk, so that a write repeated after a crash is not done twice. */
export class Sessions {
  readonly #database: Database;
  readonly #batch: Batch;
  readonly #transactions: Transactions;
  readonly #sessions = new Map<string, Session>();

  constructor(database: Database, batch: Batch, transactions: Transactions) {
    this.#database = database;
    this.#batch = batch;
    this.#transactions = transactions;
    const kept = database.all<[string, number, Uint8Array]>('SELECT session, number, reply FROM replies');
    for (const [id, number, reply] of kept)
      this.#sessions.set(id, { ...newSession(id), number: BigInt(number), reply });
  }

  /**
   * The session of a numbered command, moved on if the number is new; null if the command has no number.
   * @throws CommandError 225 if the number is an old one
   */
  enter(body: Doc): Session | null {
    if (body['txnNumber'] === undefined) return null;
    const number = BigInt(String(body['txnNumber']));
    const session = this.#of(sessionId(body['lsid']));
    if (number < session.number)
      throw new CommandError(225, `Transaction ${number} is older than the session's latest`);
    if (number > session.number) {
      session.transaction?.abort();
      Object.assign(session, { number, reply: null, transaction: null });
    }
    return session;
  }

  /** Begins the session's transaction on its first command, and finds it again on the others. */
  transactionOf(session: Session, isFirst: boolean): Transaction {
    if (isFirst && !session.reply && !session.transaction) session.transaction = this.#transactions.beginSnapshot();
    const { transaction } = session;
    if (!transaction?.isOpen || session.reply) throw noSuchTransaction(session.number);
    return transaction;
  }

  commit(session: Session, reply: Uint8Array): void {
    if (session.reply) return;
    if (!session.transaction?.isOpen) throw noSuchTransaction(session.number);
    session.transaction.commit();
    session.transaction = null;
    this.keepReply(session, reply);
  }

  abort(session: Session): void {
    if (session.reply) throw new CommandError(256, `Transaction ${session.number} has been committed`);
    if (!session.transaction?.isOpen) throw noSuchTransaction(session.number);
    session.transaction.abort();
  }

  /** Written in the same batch as what it answers for. */
  keepReply(session: Session, reply: Uint8Array): void {
    session.reply = reply;
    this.#batch.begin();
    const sql = `INSERT INTO replies VALUES(?,?,?,?)
      ON CONFLICT(session) DO UPDATE SET number=excluded.number, reply=excluded.reply, at=excluded.at`;
    this.#database.run(sql, session.id, session.number, reply, Date.now());
  }

  /** The client will not use them again. */
  end(lsid: unknown): void {
    const id = sessionId(lsid);
    this.#sessions.get(id)?.transaction?.abort();
    this.#sessions.delete(id);
  }

  /** Sessions unused for as long as MongoDB keeps them. */
  forgetOld(now: number): void {
    const since = now - KEEP_MS;
    for (const { id, usedAt, transaction } of this.#sessions.values())
      if (usedAt < since && !transaction?.isOpen) this.#sessions.delete(id);
    this.#batch.begin();
    this.#database.run('DELETE FROM replies WHERE at<?', since);
  }

  #of(id: string): Session {
    const session = this.#sessions.get(id) ?? newSession(id);
    session.usedAt = Date.now();
    this.#sessions.set(id, session);
    return session;
  }
}

function newSession(id: string): Session {
  return { id, number: -1n, reply: null, transaction: null, usedAt: Date.now() };
}

function sessionId(lsid: unknown): string {
  const id = isDoc(lsid) ? lsid['id'] : undefined;
  if (!(id instanceof Binary)) throw invalid('a numbered command needs a session (lsid)');
  return Buffer.from(bytesOf(id)).toString('hex');
}
