import type { Response } from 'express';
import { hiddenAmong } from '../access/exclusions.ts';
import { type SignedIn, stillHolding } from '../access/session.ts';
import type { Door } from './door.ts';
import { scopeOf } from './live-audience.ts';
import { type Feed, feedOf } from './live-feed.ts';
import { type Member, Members } from './live-stream.ts';
import { TOO_MANY } from './refusal.ts';

const LOOK_EVERY_MS = 1_000;
/** Access that is taken away is gone within a second, on open pages too: half of it for waiting, half for looking. */
const ENDED_EVERY_MS = 500;
const KEEPALIVE_EVERY_MS = 15_000;
const PAGES_PER_SESSION = 10;
/** A page listens a moment after it has read what it shows: so long ago is told again to whoever begins to listen. */
const RECENT_MS = 12_000;
/** A part that has not been heard of for so long counts as stopped. */
const SILENT_MS = 120_000;

type Rows = Awaited<ReturnType<Feed['next']>>;

/** The open pages and the record they are told of. Reads nothing while no page is open. */
export class LiveHub {
  readonly #door: Door;
  readonly #members = new Members();
  readonly #timers: readonly NodeJS.Timeout[];
  #feed: Feed | null = null;
  #system: string | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #recent: readonly { readonly at: number; readonly rows: Rows }[] = [];

  constructor(door: Door) {
    this.#door = door;
    this.#timers = [
      setInterval(() => void this.#everySecond(), LOOK_EVERY_MS),
      setInterval(() => void this.#noted(this.#closeEnded()), ENDED_EVERY_MS),
      setInterval(() => this.#members.keepAlive(), KEEPALIVE_EVERY_MS),
    ];
  }

  get openPages(): number {
    return this.#members.count;
  }

  /**
   * @param isAgain the page listened before and was cut off: who knows what it has missed
   * @throws HttpRefusal if the session has too many pages open
   */
  join({ actor, sessionHash }: SignedIn, response: Response, isAgain: boolean): void {
    const open = this.#members.all().filter((one) => one.sessionHash === sessionHash);
    if (open.length >= PAGES_PER_SESSION) throw TOO_MANY;
    // From before the page reads what it shows, so that nothing falls between.
    this.#feed ??= feedOf(this.#door.store.audit, new Date());
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    // With an id the browser says, when it comes again, that it was here before.
    response.write('retry: 2000\nid: 0\n\n');
    const member: Member = { response, scope: scopeOf(actor), userId: actor.userId, sessionHash, lagging: false };
    this.#members.add(member);
    response.on('close', () => this.#members.remove(member));
    if (isAgain) this.#members.missedSome(member);
    else void this.#noted(this.#tellRecent(member));
  }

  /** Looks for what is new and tells it. One look at a time: whoever asks meanwhile is served by one more. */
  async look(): Promise<void> {
    this.#lookAgain = true;
    this.#looking ??= this.#lookWhileAsked().finally(() => (this.#looking = null));
    await this.#looking;
  }

  /** The same, and closes the pages whose session has ended: something was committed, perhaps that. */
  async lookAtOnce(): Promise<void> {
    await Promise.all([this.look(), this.#noted(this.#closeEnded())]);
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const { response } of this.#members.all()) response.end();
    await this.#looking;
  }

  async #lookWhileAsked(): Promise<void> {
    while (this.#lookAgain) {
      this.#lookAgain = false;
      if (this.#members.count === 0) this.#feed = null;
      else if (this.#feed) await this.#noted(this.#feed.next().then((rows) => this.#tell(rows)));
    }
  }

  /** Who may not hear of a referral is asked anew each time: a page stays open long after somebody was shut out. */
  async #tell(rows: Rows): Promise<void> {
    const now = Date.now();
    this.#recent = [...this.#recent.filter(({ at }) => now - at < RECENT_MS), { at: now, rows }];
    const listening = this.#members.all().map(({ userId }) => userId);
    this.#members.tell(rows, await this.#hiddenIn(rows, listening));
  }

  /** What was told to the others since the page may have read what it shows. */
  async #tellRecent(member: Member): Promise<void> {
    const since = Date.now() - RECENT_MS;
    const rows = this.#recent.filter(({ at }) => at > since).flatMap((told) => told.rows);
    if (rows.length > 0) this.#members.tellOne(member, rows, await this.#hiddenIn(rows, [member.userId]));
  }

  #hiddenIn(rows: Rows, userIds: readonly Member['userId'][]): ReturnType<typeof hiddenAmong> {
    const { store, clock } = this.#door;
    const referralIds = [...new Set(rows.flatMap(({ referralId }) => (referralId === undefined ? [] : [referralId])))];
    return hiddenAmong(store, referralIds, userIds, clock());
  }

  async #everySecond(): Promise<void> {
    if (this.#members.count === 0) return;
    await Promise.all([this.look(), this.#noted(this.#lookAtSystem())]);
  }

  /** A page whose session has ended, or whose person has been shut out, hears nothing more. */
  async #closeEnded(): Promise<void> {
    const { store, clock } = this.#door;
    const open = this.#members.all();
    if (open.length === 0) return;
    const holding = await stillHolding(store, [...new Set(open.map((one) => one.sessionHash))], clock());
    for (const { response, sessionHash } of open) if (!holding.has(sessionHash)) response.end();
  }

  async #lookAtSystem(): Promise<void> {
    const state = await systemState(this.#door);
    if (this.#system !== null && this.#system !== state) this.#members.tellSystem();
    this.#system = state;
  }

  /** A store that is away now is there again at the next look, which goes back far enough. */
  async #noted(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#door.log.fault(error, { event: 'live.fault' });
    }
  }
}

/** The state of the parts behind the pages as one text: pages are told when it becomes another. */
async function systemState({ store, clock }: Door): Promise<string> {
  const now = clock().getTime();
  const beats = await store.heartbeats.all();
  const states = beats.map(({ name, at, working }) => `${name}:${working && now - at.getTime() < SILENT_MS}`);
  return states.sort().join('|');
}
