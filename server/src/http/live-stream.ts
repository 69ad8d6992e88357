import type { Response } from 'express';
import type { Actor } from '../context.ts';
import { anyChangeFor, type Change, changeFor, type Scope } from './live-audience.ts';

/** One open page. */
export interface Member {
  readonly response: Response;
  readonly scope: Scope;
  readonly userId: Actor['userId'];
  readonly sessionHash: string;
  /** It has not taken what was written: it is told nothing more until it has, and then to look at everything. */
  lagging: boolean;
}

type Rows = Parameters<typeof changeFor>[1];
/** The referrals of which a person may not hear. */
type Hidden = ReadonlyMap<Actor['userId'], ReadonlySet<NonNullable<Rows[number]['referralId']>>>;

const KEEPALIVE = Buffer.from(': keepalive\n\n');

function eventOf(name: 'changed' | 'system', data: object): Buffer {
  return Buffer.from(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** The open pages, by what they may hear. */
export class Members {
  readonly #byScope = new Map<string, Set<Member>>();

  get count(): number {
    let count = 0;
    for (const members of this.#byScope.values()) count += members.size;
    return count;
  }

  all(): readonly Member[] {
    return [...this.#byScope.values()].flatMap((members) => [...members]);
  }

  add(member: Member): void {
    const { key } = member.scope;
    this.#byScope.set(key, (this.#byScope.get(key) ?? new Set()).add(member));
  }

  remove(member: Member): void {
    const members = this.#byScope.get(member.scope.key);
    members?.delete(member);
    if (members?.size === 0) this.#byScope.delete(member.scope.key);
  }

  /**
   * Tells every scope what in these rows is for it: decided, built and put into bytes once, written to each. Whoever may
   * not hear of one of the referrals is told apart, without it.
   */
  tell(rows: Rows, hidden: Hidden): void {
    for (const members of this.#byScope.values()) this.#tellScope(members, rows, hidden);
  }

  /** Tells one page alone, as the others of its scope were told. */
  tellOne(member: Member, rows: Rows, hidden: Hidden): void {
    this.#tellScope(new Set([member]), rows, hidden);
  }

  #tellScope(members: ReadonlySet<Member>, rows: Rows, hidden: Hidden): void {
    const limited = hidden.size === 0 ? [] : [...members].filter(({ userId }) => (hidden.get(userId)?.size ?? 0) > 0);
    this.#tellAlike(limited.length === 0 ? members : [...members].filter((one) => !limited.includes(one)), rows);
    for (const member of limited) {
      const out = hidden.get(member.userId);
      this.#tellAlike(
        [member],
        rows.filter(({ referralId }) => referralId === undefined || !out?.has(referralId)),
      );
    }
  }

  #tellAlike(members: Iterable<Member>, rows: Rows): void {
    const [first] = members;
    const change = first ? changeFor(first.scope, rows) : null;
    if (change) this.#write(members, eventOf('changed', change));
  }

  /** Says to everyone that something behind the pages has stopped or started. */
  tellSystem(): void {
    this.#write(this.all(), eventOf('system', {}));
  }

  keepAlive(): void {
    this.#write(this.all(), KEEPALIVE);
  }

  #write(members: Iterable<Member>, bytes: Buffer): void {
    for (const member of members) {
      if (member.lagging || member.response.write(bytes)) continue;
      member.lagging = true;
      member.response.once('drain', () => this.#catchUp(member));
    }
  }

  #catchUp(member: Member): void {
    member.lagging = false;
    this.missedSome(member);
  }

  /** Tells a page that it may have missed anything: it does better to ask for all that it shows. */
  missedSome(member: Member): void {
    const missed: Change = anyChangeFor(member.scope);
    this.#write([member], Buffer.concat([eventOf('changed', missed), eventOf('system', {})]));
  }
}
