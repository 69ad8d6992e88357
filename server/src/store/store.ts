import type { ClientSession } from 'mongoose';
import type { Keys } from '../crypto/keys.ts';
import { audit } from './audit.ts';
import { auditChain } from './audit-chain.ts';
import { board } from './board.ts';
import { brokenGlass } from './broken-glass.ts';
import { clashes } from './clashes.ts';
import { credentials } from './credentials.ts';
import { type DataKeys, dataKeys, keyRotation } from './data-keys.ts';
import { displaced } from './displaced.ts';
import { duplicates } from './duplicates.ts';
import { factorResets } from './factor-resets.ts';
import { fences } from './fences.ts';
import { gapCounts } from './gap-counts.ts';
import { heartbeats } from './heartbeats.ts';
import { holds } from './holds.ts';
import { idempotency } from './idempotency.ts';
import { invitations } from './invitations.ts';
import { lookAlarms } from './look-alarms.ts';
import { lookDigests } from './look-digests.ts';
import { looks } from './looks.ts';
import { notices } from './notices.ts';
import { organisations } from './organisations.ts';
import { outbox } from './outbox.ts';
import { passkeys } from './passkeys.ts';
import { phoneCodes } from './phone-codes.ts';
import { placements } from './placements.ts';
import { questions } from './questions.ts';
import { releases } from './releases.ts';
import { referrals } from './referrals.ts';
import { requests } from './requests.ts';
import { rotaGaps } from './rota-gaps.ts';
import { rotas } from './rotas.ts';
import { services } from './services.ts';
import { sessions } from './sessions.ts';
import { sites } from './sites.ts';
import { subjectAccess } from './subject-access.ts';
import { tickets } from './tickets.ts';
import { inTransaction } from './transaction.ts';
import { units } from './units.ts';
import { answerCounts } from './answer-counts.ts';
import { oldPolicies } from './old-policies.ts';
import { unmetNeeds } from './unmet-needs.ts';
import { users } from './users.ts';

/** The collections, seen through one transaction, or each read and write on its own. */
export interface Store {
  readonly organisations: ReturnType<typeof organisations>;
  readonly users: ReturnType<typeof users>;
  readonly sessions: ReturnType<typeof sessions>;
  readonly invitations: ReturnType<typeof invitations>;
  readonly credentials: ReturnType<typeof credentials>;
  readonly passkeys: ReturnType<typeof passkeys>;
  readonly factorResets: ReturnType<typeof factorResets>;
  readonly tickets: ReturnType<typeof tickets>;
  readonly outbox: ReturnType<typeof outbox>;
  readonly notices: ReturnType<typeof notices>;
  readonly audit: ReturnType<typeof audit>;
  readonly auditChain: ReturnType<typeof auditChain>;
  readonly idempotency: ReturnType<typeof idempotency>;
  readonly heartbeats: ReturnType<typeof heartbeats>;
  readonly dataKeys: DataKeys;
  readonly keyRotation: ReturnType<typeof keyRotation>;
  readonly board: ReturnType<typeof board>;
  readonly services: ReturnType<typeof services>;
  readonly sites: ReturnType<typeof sites>;
  readonly units: ReturnType<typeof units>;
  readonly brokenGlass: ReturnType<typeof brokenGlass>;
  readonly clashes: ReturnType<typeof clashes>;
  readonly displaced: ReturnType<typeof displaced>;
  readonly duplicates: ReturnType<typeof duplicates>;
  readonly fences: ReturnType<typeof fences>;
  readonly referrals: ReturnType<typeof referrals>;
  readonly requests: ReturnType<typeof requests>;
  readonly holds: ReturnType<typeof holds>;
  readonly releases: ReturnType<typeof releases>;
  readonly looks: ReturnType<typeof looks>;
  readonly lookAlarms: ReturnType<typeof lookAlarms>;
  readonly gapCounts: ReturnType<typeof gapCounts>;
  readonly lookDigests: ReturnType<typeof lookDigests>;
  readonly phoneCodes: ReturnType<typeof phoneCodes>;
  readonly placements: ReturnType<typeof placements>;
  readonly answerCounts: ReturnType<typeof answerCounts>;
  readonly oldPolicies: ReturnType<typeof oldPolicies>;
  readonly rotas: ReturnType<typeof rotas>;
  readonly rotaGaps: ReturnType<typeof rotaGaps>;
  readonly unmetNeeds: ReturnType<typeof unmetNeeds>;
  readonly questions: ReturnType<typeof questions>;
  readonly subjectAccess: ReturnType<typeof subjectAccess>;
  /** Runs `work` so that all it writes is saved or none; `work` may run again and must touch nothing but `tx`. */
  inTransaction<T>(work: (tx: Store) => Promise<T>): Promise<T>;
}

/** The store as one session sees it; null is outside any transaction. */
export function storeIn(session: ClientSession | null, keys: Keys): Store {
  const own = dataKeys(session, keys);
  const store: Store = {
    dataKeys: own,
    keyRotation: keyRotation(keys),
    organisations: organisations(session),
    users: users(session),
    sessions: sessions(session),
    invitations: invitations(session, keys),
    credentials: credentials(session, own),
    passkeys: passkeys(session),
    factorResets: factorResets(session),
    tickets: tickets(session),
    outbox: outbox(session),
    notices: notices(session),
    audit: audit(session, keys),
    auditChain: auditChain(session, keys),
    idempotency: idempotency(session, keys),
    heartbeats: heartbeats(session),
    board: board(session, own),
    services: services(session),
    sites: sites(session, own),
    units: units(session),
    brokenGlass: brokenGlass(session, own),
    clashes: clashes(session, keys),
    displaced: displaced(session),
    duplicates: duplicates(session, keys),
    fences: fences(session, keys, own),
    referrals: referrals(session, own),
    requests: requests(session, own),
    holds: holds(session, own),
    releases: releases(session),
    looks: looks(session),
    lookAlarms: lookAlarms(session),
    gapCounts: gapCounts(session),
    lookDigests: lookDigests(session),
    phoneCodes: phoneCodes(session),
    placements: placements(session),
    answerCounts: answerCounts(session),
    oldPolicies: oldPolicies(session),
    rotas: rotas(session),
    rotaGaps: rotaGaps(session),
    unmetNeeds: unmetNeeds(session),
    questions: questions(session, own),
    subjectAccess: subjectAccess(session, own),
    inTransaction: (work) => (session === null ? inTransaction((begun) => work(storeIn(begun, keys))) : work(store)),
  };
  return store;
}
