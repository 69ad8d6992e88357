import { describe, expect, it } from '@jest/globals';
import { NotFoundError } from '../errors.ts';
import { fromGlobalId, nodeOf, toGlobalId } from './global-id.ts';

const id = '3f0e8b1c-9a54-4c1e-8f0b-0a7d6a9c2b11';

describe('global ids', () => {
  it('lead back to kind and id', () => {
    expect(fromGlobalId('Unit', toGlobalId('Unit', id))).toBe(id);
    expect(nodeOf(toGlobalId('Hold', id))).toEqual({ type: 'Hold', id });
  });

  it.each([
    ['of another kind', toGlobalId('Referral', id)],
    ['of a kind that does not exist', Buffer.from(`Castle:${id}`).toString('base64url')],
    ['with something added', `${toGlobalId('Unit', id)}=`],
    ['with another spelling of the same', Buffer.from(`Unit:${id}`).toString('base64')],
    ['without an id', Buffer.from('Unit:').toString('base64url')],
    ['with an operator inside', Buffer.from('Unit:{"$ne":null}').toString('base64url')],
    ['that is plain text', id],
    ['that is empty', ''],
    ['that is very long', Buffer.from(`Unit:${'a'.repeat(10_000)}`).toString('base64url')],
  ])('%s are answered alike: not found', (_what, text) => {
    expect(() => fromGlobalId('Unit', text)).toThrow(new NotFoundError('Unit'));
  });
});
