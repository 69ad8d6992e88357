import { NotFoundError } from '../errors.ts';

/** The kinds of things that have an opaque id of their own. */
export const NODE_TYPES = [
  'Organisation',
  'User',
  'Service',
  'Unit',
  'Referral',
  'PlacementRequest',
  'Hold',
  'Placement',
  'PlaceRelease',
  'StaffMember',
  'TimelineEntry',
  'Look',
  'GlassOpening',
  'Question',
  'UnmetNeed',
  'WorkItem',
  'Invitation',
  'PossibleConflict',
  'PossibleDuplicate',
  'UnusualLooks',
  'SubjectAccess',
  'LookDigest',
  'OnCallPerson',
  'Cover',
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** The id as the outside knows it. */
export function toGlobalId(type: NodeType, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/**
 * The id inside a global id of the kind expected.
 * @throws NotFoundError for another kind and for any other text: the same as for an id that does not exist
 */
export function fromGlobalId<Id extends string>(type: NodeType, text: string): Id {
  const parts = nodeOf(text);
  if (parts?.type !== type) throw new NotFoundError(type);
  return parts.id as Id;
}

/** Kind and id of any global id; null for text that is none. */
export function nodeOf(text: string): { readonly type: NodeType; readonly id: string } | null {
  const [, name, id = ''] = /^(\w+):([\w-]{1,100})$/.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  const type = NODE_TYPES.find((known) => known === name);
  return type === undefined || toGlobalId(type, id) !== text ? null : { type, id };
}
