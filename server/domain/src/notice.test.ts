import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyStory } from '../testing/arbitraries.ts';
import { AREAS } from './area-table.ts';
import { SUPPORT_NEEDS } from './codes.ts';
import { PLACES } from './gazetteer.ts';
import { NOTICE_KINDS, type NoticeKind, isUrgent, noticeText } from './notice.ts';

const URL = 'https://openhaven.example/work';
const KINDS = Object.keys(NOTICE_KINDS) as readonly NoticeKind[];

describe('a notice', () => {
  it.each([
    [1, 'You have 1 task'],
    [2, 'You have 2 tasks'],
    [12, 'You have 12 tasks'],
  ])('about %i says "%s" and where to look', (count, subject) => {
    const notice = noticeText(count, URL, false);
    expect(notice.subject).toBe(subject);
    expect(notice.text).toContain(URL);
    expect(notice.text.startsWith(`${subject} in OpenHaven.\n`)).toBe(true);
  });

  it('says that it is urgent only when it is', () => {
    expect(noticeText(1, URL, true).text).toContain('It is urgent. Please look now.');
    expect(noticeText(1, URL, false).text).not.toContain('urgent');
  });

  it.each([0, -1, 1.5, Number.NaN])('about %s tasks is a fault', (count) => {
    expect(() => noticeText(count, URL, false)).toThrow(RangeError);
  });

  it('takes three facts and no more: a story cannot reach it', () => {
    expect(noticeText).toHaveLength(3);
  });

  it('is the same for every story there is, so that nothing of one is in it', () => {
    const needs = SUPPORT_NEEDS.flatMap(({ code, label }) => [code, label]);
    const places = [...AREAS.map(({ name }) => name), ...PLACES.map(({ name }) => name)];
    const risky = [...needs, ...places, 'refuge', 'abuse', 'domestic', 'survivor', 'safe', 'child', 'woman'];
    fc.assert(
      fc.property(anyStory, fc.integer({ min: 1, max: 500 }), fc.boolean(), (story, count, urgent) => {
        const said = Object.values(noticeText(count, URL, urgent))
          .join('\n')
          .toLowerCase();
        expect(risky.filter((word) => said.includes(word.toLowerCase()))).toEqual([]);
        const numbers = said.match(/\d+/g) ?? [];
        expect(new Set(numbers)).toEqual(new Set([String(count)]));
        expect(said).not.toContain(story.tonight.toLowerCase());
      }),
      { numRuns: 200 },
    );
  });
});

it('is urgent on every occasion but what has a day or more', () => {
  expect(KINDS.filter((kind) => !isUrgent(kind))).toEqual(['ARRANGE', 'READ_LOOKS', 'CONFIRM_VACANCIES', 'ROTA_GAP']);
});
