import type { PersonPartsFragment } from '../api/generated';
import type { Role } from '../api/session';
import type { Status } from '../ui/status-tag/status-tag';
import { dayAndTime } from '../ui/time';

/** What people call the roles. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  REFERRER: 'Housing officer',
  OUT_OF_AREA_REFERRER: 'Officer outside the county',
  REFUGE_WORKER: 'Refuge worker',
  REFUGE_MANAGER: 'Refuge manager',
  COORDINATOR: 'County coordinator',
  ORG_ADMIN: 'Administrator',
  PRIVACY_OFFICER: 'Privacy officer',
  COMMISSIONER: 'Commissioner',
};

/** Roles for which services are chosen. */
export function answersForServices(role: string): boolean {
  return role === 'REFUGE_WORKER' || role === 'REFUGE_MANAGER';
}

/** Somebody of the organisation, as the list shows them. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly post: string;
  readonly seen: string;
  readonly tags: readonly Status[];
}

/** Whether somebody has to say now that this person's access is still needed. Nobody vouches for themselves. */
export function isReviewDue(person: PersonPartsFragment, now: Date): boolean {
  return !person.isViewer && person.shutOutSince == null && new Date(person.reviewDueAt) <= now;
}

/** A person in words. */
export function personRow(person: PersonPartsFragment, now: Date): PersonRow {
  const services = person.services.map(({ name }) => name);
  return {
    id: person.id,
    name: person.isViewer ? `${person.name} (you)` : person.name,
    email: person.email,
    post: [ROLE_WORDS[person.role], ...services].join(', '),
    seen: person.lastSeenAt ? dayAndTime(new Date(person.lastSeenAt), now) : 'never',
    tags: tagsOf(person, now),
  };
}

function tagsOf(person: PersonPartsFragment, now: Date): readonly Status[] {
  if (person.shutOutSince) return [{ word: 'Shut out', tone: 'over' }];
  const factor: Status = person.hasSecondFactor
    ? { word: 'Second factor', tone: 'good' }
    : { word: 'Password only', tone: 'act' };
  return isReviewDue(person, now) ? [factor, { word: 'Review due', tone: 'act' }] : [factor];
}
