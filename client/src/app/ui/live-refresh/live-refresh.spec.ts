import { jest } from '@jest/globals';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type Change, Live, parseChange } from '../../api/live';
import { LiveRefresh } from './live-refresh';

const textOf = (fixture: ComponentFixture<LiveRefresh>): string =>
  (fixture.nativeElement as HTMLElement).textContent.trim();

/** A list that was opened `openMs` ago. */
async function shown(kinds: readonly string[], openMs = 60_000) {
  const change = signal<Change | undefined>(undefined, { equal: () => false });
  TestBed.configureTestingModule({ providers: [{ provide: Live, useValue: { change } }] });
  const fixture = TestBed.createComponent(LiveRefresh);
  fixture.componentRef.setInput('kinds', kinds);
  const refreshed: boolean[] = [];
  fixture.componentInstance.refresh.subscribe(() => refreshed.push(true));
  await fixture.whenStable();
  const later = performance.now() + openMs;
  jest.spyOn(performance, 'now').mockImplementation(() => later);
  const hear = async (heard: Change): Promise<string> => {
    change.set(heard);
    await fixture.whenStable();
    return textOf(fixture);
  };
  return { fixture, hear, refreshed };
}

describe('changes while a list is read', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('are counted, each thing once, and nothing moves', async () => {
    const { hear, refreshed } = await shown([]);
    await hear({ ids: ['a'], kinds: ['Referral'] });
    expect(await hear({ ids: ['a', 'b'], kinds: ['Referral'] })).toContain('2 changes since you opened this page');
    expect(refreshed).toEqual([]);
  });

  it('are not told when they are about something else', async () => {
    const { hear } = await shown(['Unit']);
    expect(await hear({ ids: ['a'], kinds: ['Referral'] })).toBe('');
  });

  it('are told without a number when what changed may not be named', async () => {
    const { hear } = await shown(['Unit']);
    expect(await hear({ ids: [], kinds: ['Unit'] })).toContain('There are changes');
  });

  it('are fetched when the reader asks, and then forgotten', async () => {
    const { fixture, hear, refreshed } = await shown([]);
    await hear({ ids: ['a'], kinds: ['Referral'] });
    (fixture.nativeElement as HTMLElement).querySelector('button')?.click();
    await fixture.whenStable();
    expect([refreshed, textOf(fixture)]).toEqual([[true], '']);
  });

  it('are fetched without a word while the list has hardly been opened', async () => {
    const { hear, refreshed } = await shown([], 100);
    expect(await hear({ ids: ['a'], kinds: ['Referral'] })).toBe('');
    expect(refreshed).toEqual([true]);
  });
});

describe('what comes over the wire', () => {
  it.each(['', '{', '[]', '{"kinds":["Unit"]}', 'null'])('%s is no change', (text) => {
    expect(parseChange(text)).toBeUndefined();
  });

  it('is a change with ids and kinds', () => {
    expect(parseChange('{"ids":["a"],"kinds":["Unit"]}')).toEqual({ ids: ['a'], kinds: ['Unit'] });
  });
});
