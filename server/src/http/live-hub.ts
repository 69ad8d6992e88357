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
/** A part that has not been heard of for so long counts as stopped. */
const SILENT_MS = 120_000;

/** The open pages and the record they are told of. Reads nothing while no page is open. */
export class LiveHub {
  readonly #door: Door;
  readonly #members = new Members();
  readonly #timers: readonly NodeJS.Timeout[];
  #feed: Feed | null = null;
  #system: string | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;

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

  /** @throws HttpRefusal if the session has too many pages open */
  join({ actor, sessionHash }: SignedIn, response: Response): void {
    const open = this.#members.all().filter((one) => one.sessionHash === sessionHash);
    if (open.length >= PAGES_PER_SESSION) throw TOO_MANY;
    // From before the page reads what it shows, so that nothing falls between.
    this.#feed ??= feedOf(this.#door.store.audit, new Date());
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    response.write('retry: 2000\n\n');
    const member: Member = { response, scope: scopeOf(actor), userId: actor.userId, sessionHash, lagging: false };
    this.#members.add(member);
    response.on('close', () => this.#members.remove(member));
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
  async #tell(rows: Awaited<ReturnType<Feed['next']>>): Promise<void> {
    const { store, clock } = this.#door;
    const referralIds = [...new Set(rows.flatMap(({ referralId }) => (referralId === undefined ? [] : [referralId])))];
    const listening = this.#members.all().map(({ userId }) => userId);
    this.#members.tell(rows, await hiddenAmong(store, referralIds, listening, clock()));
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
