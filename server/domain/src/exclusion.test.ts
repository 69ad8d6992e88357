import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type Role } from './access.ts';
import { type Fence, type Onlooker, nameKey, namesakesOf, sightOf } from './exclusion.ts';
import type { OrganisationId, UserId } from './ids.ts';

const now = new Date('2026-11-20T12:00:00Z');
const later = new Date('2026-11-20T12:15:00Z');
const [me, other] = ['me' as UserId, 'other' as UserId];
const [mine, theirs] = ['mine' as OrganisationId, 'theirs' as OrganisationId];

const open: Fence = { people: [], organisations: [], matters: [], restricted: false, openTo: [] };
const fence = (part: Partial<Fence>): Fence => ({ ...open, ...part });
const onlooker = (part: Partial<Onlooker> = {}): Onlooker => ({
  userId: me,
  organisationId: mine,
  role: 'REFERRER',
  name: 'Robin Ashdown',
  ...part,
});
const sees = (who: Onlooker, at: Fence): string => {
  const sight = sightOf(who, at, now);
  return sight.sees === 'ALL' ? 'ALL' : `${sight.sees} ${sight.because}`;
};

describe('what a fence leaves for one person', () => {
  it.each<[string, Fence, string]>([
    ['all, where nothing stands in the way', open, 'ALL'],
    [
      'nothing, after saying that they know somebody',
      fence({ matters: [{ userId: me, why: 'CONFLICT' }] }),
      'NOTHING CONFLICT',
    ],
    ['all, where a colleague said so', fence({ matters: [{ userId: other, why: 'CONFLICT' }] }), 'ALL'],
    ['nothing, where their organisation is kept out', fence({ organisations: [mine] }), 'NOTHING ORGANISATION'],
    ['all, where another organisation is', fence({ organisations: [theirs] }), 'ALL'],
    ['nothing, where they are named', fence({ people: [{ who: 'OTHER', name: 'ASHDOWN, Robin' }] }), 'NOTHING PERSON'],
    [
      'nothing for now, where the perpetrator has their name',
      fence({ people: [{ who: 'PERPETRATOR', name: 'robin ashdown' }] }),
      'NOTHING POSSIBLE_MATCH',
    ],
    [
      'all again, once a coordinator has seen that it is somebody else',
      fence({
        people: [{ who: 'ASSOCIATE', name: 'Robin Ashdown' }],
        matters: [{ userId: me, why: 'MATCH', verdict: 'LET_IN' }],
      }),
      'ALL',
    ],
    [
      'nothing, once a coordinator has said that it is them, also if the name is taken off the list',
      fence({ matters: [{ userId: me, why: 'MATCH', verdict: 'KEEP_OUT' }] }),
      'NOTHING PERSON',
    ],
    [
      'nothing, if they are let in as a namesake and named as well',
      fence({
        people: [{ who: 'OTHER', name: 'Robin Ashdown' }],
        matters: [{ userId: me, why: 'MATCH', verdict: 'LET_IN' }],
      }),
      'NOTHING PERSON',
    ],
    ['nothing, while it is restricted to others', fence({ restricted: true, openTo: [other] }), 'NOTHING RESTRICTED'],
    ['all, while it is restricted to them', fence({ restricted: true, openTo: [me] }), 'ALL'],
  ])('is %s', (_what, at, expected) => {
    expect(sees(onlooker(), at)).toBe(expected);
  });

  it.each<[Role, string]>([
    ['REFERRER', 'NOTHING RESTRICTED'],
    ['OUT_OF_AREA_REFERRER', 'NOTHING RESTRICTED'],
    ['REFUGE_WORKER', 'ALL'],
    ['REFUGE_MANAGER', 'ALL'],
    ['COORDINATOR', 'OUTLINE RESTRICTED'],
  ])('of a restricted referral is, for a %s who was not named, %s', (role, expected) => {
    expect(sees(onlooker({ role }), fence({ restricted: true }))).toBe(expected);
  });

  it('is all for a coordinator who has broken the glass, for as long as that lasts', () => {
    const broken = onlooker({ role: 'COORDINATOR', glassBrokenUntil: later });
    const restricted = fence({ restricted: true });
    expect(sightOf(broken, restricted, now)).toEqual({ sees: 'ALL', because: 'GLASS' });
    expect(sightOf(broken, restricted, later).sees).toBe('OUTLINE');
  });

  it('is nothing over a named exclusion, with broken glass and in every role', () => {
    const exclusions = [
      fence({ people: [{ who: 'OTHER', name: 'Robin Ashdown' }] }),
      fence({ organisations: [mine] }),
      fence({ matters: [{ userId: me, why: 'CONFLICT', verdict: 'LET_IN' }] }),
    ];
    for (const role of ROLES) {
      for (const at of exclusions) {
        const who = onlooker({ role, glassBrokenUntil: later });
        expect(sightOf(who, { ...at, restricted: true, openTo: [me] }, now).sees).toBe('NOTHING');
      }
    }
  });
});

describe('a name', () => {
  it.each([
    ["O'Connor, Ána", 'ana oconnor'],
    ['Anne-Marie  LEE', 'lee annemarie'],
    ['  robin   ashdown ', 'Robin Ashdown'],
    ['Ńguyễn Văn Ánh', 'anh van nguyen'],
  ])('%s is compared as %s', (one, another) => {
    expect(nameKey(one)).toBe(nameKey(another));
  });

  it('is not found in part of another', () => {
    expect(namesakesOf('Ann Lee', [{ who: 'OTHER', name: 'Anna Lee' }])).toEqual([]);
    expect(namesakesOf('Ann Lee', [{ who: 'OTHER', name: 'Ann Lee Brown' }])).toEqual([]);
  });

  it('is the same in any order of its words', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(words, (parts) => nameKey(parts.join(' ')) === nameKey(parts.toReversed().join(', '))));
  });
});
