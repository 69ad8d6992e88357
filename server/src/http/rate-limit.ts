import type { Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TOO_MANY } from './refusal.ts';

/**
 * Requests that one of each may make in a minute. People make fewer than sixty; open pages that refresh make more. A whole
 * council may share one address.
 */
export interface RatesPerMinute {
  readonly address: number;
  readonly user: number;
  readonly organisation: number;
  /** Attempts to sign in from one address: each costs a tenth of a second of work. */
  readonly signIn: number;
}

export const USUAL_RATES: RatesPerMinute = { address: 6_000, user: 1_200, organisation: 6_000, signIn: 120 };

const MINUTE_S = 60;

/** Counts requests by who makes them, in the memory of this process. */
export interface RateLimit {
  /** @throws HttpRefusal with 429 when any of them has made too many; says when to come again */
  count(response: Response, who: Readonly<Partial<Record<keyof RatesPerMinute, string>>>): Promise<void>;
}

export function rateLimit(rates: RatesPerMinute): RateLimit {
  const limiterOf = (points: number): RateLimiterMemory => new RateLimiterMemory({ points, duration: MINUTE_S });
  const limiters = {
    address: limiterOf(rates.address),
    user: limiterOf(rates.user),
    organisation: limiterOf(rates.organisation),
    signIn: limiterOf(rates.signIn),
  };
  return {
    async count(response, who) {
      for (const kind of ['address', 'user', 'organisation', 'signIn'] as const) {
        const key = who[kind];
        if (key !== undefined) await consume(limiters[kind], key, response);
      }
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string, response: Response): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    response.setHeader('Retry-After', Math.ceil(error.msBeforeNext / 1_000));
    throw TOO_MANY;
  }
}

/** How many wrong guesses are borne before each further one has to wait, and how long. */
export interface Patience {
  readonly failures: number;
  readonly withinS: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  readonly waitingAtOnce: number;
}

export const PASSWORDS: Patience = {
  failures: 10,
  withinS: 300,
  firstDelayMs: 500,
  longestDelayMs: 8_000,
  waitingAtOnce: 3,
};

/**
 * A code has only a million values, so an account's guesses wait in one line, wherever they come from: one in a hundred
 * to hit within a day, for somebody who has the password already. The person has passkeys besides.
 */
export const CODES: Patience = {
  failures: 5,
  withinS: 3_600,
  firstDelayMs: 1_000,
  longestDelayMs: 30_000,
  waitingAtOnce: 1,
};

/**
 * Slows down the guessing of one account's password or code, and never locks anybody out: whoever comes from another address
 * waits a few seconds at most.
 */
export interface GuessBrake {
  /** Waits as long as the account's failures ask for. @throws HttpRefusal if too many wait from the same address */
  wait(account: string, address: string): Promise<void>;
  failed(account: string): Promise<void>;
  succeeded(account: string): Promise<void>;
}

export function guessBrake(patience: Patience): GuessBrake {
  const failures = new RateLimiterMemory({ points: patience.failures, duration: patience.withinS });
  const waiting = new Map<string, number>();
  return {
    async wait(account, address) {
      const made = (await failures.get(account))?.consumedPoints ?? 0;
      if (made < patience.failures) return;
      const place = `${account}|${address}`;
      const inLine = waiting.get(place) ?? 0;
      if (inLine >= patience.waitingAtOnce) throw TOO_MANY;
      waiting.set(place, inLine + 1);
      await sleep(delayAfter(made, patience));
      const left = (waiting.get(place) ?? 1) - 1;
      if (left > 0) waiting.set(place, left);
      else waiting.delete(place);
    },
    failed: async (account) => {
      await failures.penalty(account);
    },
    succeeded: async (account) => {
      await failures.delete(account);
    },
  };
}

/** For a password half a second after the tenth failure, twice as long after each further one, eight seconds at most. */
export function delayAfter(made: number, { failures, firstDelayMs, longestDelayMs }: Patience): number {
  const over = Math.max(0, made - failures);
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(over, 10));
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
