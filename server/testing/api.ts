import { randomUUID } from 'node:crypto';
import type { Visitor } from './server.ts';

/** An answer of the API, read loosely: tests say what they expect of it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test names every field it reads
export type Loose = any;

/** Sends one mutation with a key of its own and gives back its payload; faults are thrown with their code. */
export async function mutate(who: Visitor, name: string, input: object, fields: string): Promise<Loose> {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
  const query = `mutation ($input: ${INPUTS[name] ?? `${type}Input`}!) { ${name}(input: $input) { ${fields} userErrors { field code message } } }`;
  return first(await who.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }), name);
}

/** Asks one query and gives back its first field. */
export async function ask(who: Visitor, query: string, variables: object = {}): Promise<Loose> {
  const name = /\{\s*(\w+)/.exec(query)?.[1] ?? '';
  return first(await who.ask(query, variables), name);
}

function first({ data, errors }: Awaited<ReturnType<Visitor['ask']>>, name: string): Loose {
  const [error] = errors;
  if (error) throw new Error(`${name}: ${String(error.extensions['code'])} ${error.message}`);
  return data?.[name];
}

/** Mutations whose input does not carry their name. */
const INPUTS: Readonly<Record<string, string>> = {
  tellApart: 'PossibleDuplicateInput',
  unmergeReferrals: 'PossibleDuplicateInput',
  submitReferral: 'ReferralActInput',
  reopenReferral: 'ReferralActInput',
  pauseReferral: 'ReferralActInput',
  resumeReferral: 'ReferralActInput',
  acknowledgeEscalation: 'ReferralActInput',
  seekAgain: 'ReferralActInput',
  seeRequest: 'RequestActInput',
  acknowledgeRequest: 'RequestActInput',
  extendHold: 'HoldActInput',
  releaseHold: 'HoldActInput',
  resumeHold: 'HoldActInput',
  returnUnitToUse: 'UnitActInput',
  finishTurnaround: 'UnitActInput',
  shutOutPerson: 'PersonActInput',
  bringBackPerson: 'PersonActInput',
  confirmPerson: 'PersonActInput',
  askFactorReset: 'PersonActInput',
  confirmFactorReset: 'PersonActInput',
  releaseCopy: 'SubjectAccessInput',
  prepareCopyAgain: 'SubjectAccessInput',
  closeSubjectAccess: 'SubjectAccessInput',
  acknowledgeByPhone: 'PhoneActInput',
  recordArrival: 'ArrivalInput',
  recordNoShow: 'ArrivalInput',
};
