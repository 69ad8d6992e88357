import type { Role } from './access.ts';
import type { PriorityCode } from './codes.ts';
import type { RequestStatus } from './placement-request.ts';
import { ENGLISH_OFFICES, type Span, type WorkCalendar, endOf } from './target-times.ts';

/** The rungs of the ladder, in order. */
export const ESCALATION_STEPS = ['ON_CALL_WORKER', 'REFUGE_MANAGER', 'WIDEN', 'COORDINATOR', 'COMMISSIONER'] as const;
export type EscalationStep = (typeof ESCALATION_STEPS)[number];

/** One rung: when it is due after sending, whom it tells, and whether "we are looking at it" makes it needless. */
export interface Rung {
  readonly step: EscalationStep;
  /** Elapsed minutes for P1; P2 takes four times, P3 twenty-four times as long. */
  readonly urgentMinutes: number;
  /** Working days for P4: manager when it should be acknowledged, coordinator when it should be decided. */
  readonly plannedWorkingDays: number;
  readonly tells: readonly Role[];
  readonly stopsOnAcknowledgement: boolean;
}

/**
 * What the clock does while a service stays silent. WIDEN asks the other matching services and tells the referrer.
 *
 * Source: DOMAIN 2.4, our proposal, county-configurable.
 */
// biome-ignore format: a table
export const LADDER: readonly Rung[] = [
  { step: 'ON_CALL_WORKER', urgentMinutes: 0, plannedWorkingDays: 0, tells: ['REFUGE_WORKER', 'REFUGE_MANAGER'], stopsOnAcknowledgement: true },
  { step: 'REFUGE_MANAGER', urgentMinutes: 15, plannedWorkingDays: 1, tells: ['REFUGE_MANAGER'], stopsOnAcknowledgement: true },
  { step: 'WIDEN', urgentMinutes: 30, plannedWorkingDays: 2, tells: ['REFERRER', 'OUT_OF_AREA_REFERRER'], stopsOnAcknowledgement: true },
  { step: 'COORDINATOR', urgentMinutes: 60, plannedWorkingDays: 3, tells: ['COORDINATOR'], stopsOnAcknowledgement: false },
  { step: 'COMMISSIONER', urgentMinutes: 240, plannedWorkingDays: 10, tells: ['COORDINATOR', 'COMMISSIONER'], stopsOnAcknowledgement: false },
];

const SLOWER = { P1_TONIGHT: 1, P2_24H: 4, P3_72H: 24 } as const;

function spanOf(rung: Rung, priority: PriorityCode): Span {
  if (priority === 'P4_PLANNED') return { workingDays: rung.plannedWorkingDays };
  return { minutes: rung.urgentMinutes * SLOWER[priority], runs: 'ALWAYS' };
}

/** A rung with the instant in UTC at which it is due. */
export interface DueStep {
  readonly step: EscalationStep;
  readonly dueAt: Date;
}

/** The whole ladder of one request, first rung first. */
export function escalationSteps(
  sentAt: Date,
  priority: PriorityCode,
  calendar: WorkCalendar = ENGLISH_OFFICES,
): readonly DueStep[] {
  return LADDER.map((rung) => ({ step: rung.step, dueAt: endOf(spanOf(rung, priority), sentAt, calendar) }));
}

// A question is an answer of sorts: the service is awake, the household still has no place.
const ACKNOWLEDGING: readonly RequestStatus[] = ['ACKNOWLEDGED', 'INFO_REQUESTED'];
const SILENT: readonly RequestStatus[] = ['SENT', 'SEEN', 'NO_RESPONSE'];

/** Whether the ladder of a request is over: the service has said yes or no, or the ask is no longer needed. */
export function stopsEscalation(status: RequestStatus): boolean {
  return !SILENT.includes(status) && !ACKNOWLEDGING.includes(status);
}

/** Whether a rung still makes sense for a request in this state. */
export function isStepNeeded(step: EscalationStep, status: RequestStatus): boolean {
  if (stopsEscalation(status)) return false;
  return SILENT.includes(status) || LADDER.some((rung) => rung.step === step && !rung.stopsOnAcknowledgement);
}

/** Whom a step tells. */
export function rolesTold(step: EscalationStep): readonly Role[] {
  return LADDER.find((rung) => rung.step === step)?.tells ?? [];
}

/** What the ladder has to know of a request. */
export interface EscalationFacts {
  readonly sentAt: Date;
  readonly priority: PriorityCode;
  readonly status: RequestStatus;
  readonly done: readonly EscalationStep[];
}

/** The steps still to come or overdue, first due first. */
function stepsLeft(facts: EscalationFacts, calendar: WorkCalendar): readonly DueStep[] {
  return escalationSteps(facts.sentAt, facts.priority, calendar).filter(
    ({ step }) => !facts.done.includes(step) && isStepNeeded(step, facts.status),
  );
}

/** The next step the clock takes if nobody acts, due or overdue; undefined when the ladder is over. */
export function nextEscalation(facts: EscalationFacts, calendar: WorkCalendar = ENGLISH_OFFICES): DueStep | undefined {
  return stepsLeft(facts, calendar)[0];
}

/** The steps that are due at an instant and not done: after an outage there may be several. */
export function dueEscalations(
  facts: EscalationFacts,
  now: Date,
  calendar: WorkCalendar = ENGLISH_OFFICES,
): readonly DueStep[] {
  return stepsLeft(facts, calendar).filter(({ dueAt }) => dueAt <= now);
}
