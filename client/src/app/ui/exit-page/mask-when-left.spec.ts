import { jest } from '@jest/globals';
import { provideZonelessChangeDetection, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { Session } from '../../api/session';
import { Cover } from './cover';
import { MASK_AFTER_MS, MaskWhenLeft } from './mask-when-left';

function begun(path: string): Cover {
  const session = { viewer: signal(undefined), signOut: () => Promise.resolve() };
  TestBed.configureTestingModule({
    providers: [
      provideZonelessChangeDetection(),
      { provide: Session, useValue: session },
      { provide: Router, useValue: { url: path } },
    ],
  });
  TestBed.inject(MaskWhenLeft);
  TestBed.tick();
  return TestBed.inject(Cover);
}

describe('a page that nobody touches', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it.each(['/referrals/abc', '/referrals/abc/told', '/requests/abc', '/board/conflicts', '/copies'])(
    '%s is covered after a minute, not a second before',
    (path) => {
      const cover = begun(path);
      jest.advanceTimersByTime(MASK_AFTER_MS - 1000);
      expect(cover.covered()).toBe(false);
      jest.advanceTimersByTime(1000);
      expect(cover.covered()).toBe(true);
    },
  );

  it.each(['/work', '/referrals', '/requests', '/board', '/vacancies', '/help'])('%s is not: it is watched', (path) => {
    const cover = begun(path);
    jest.advanceTimersByTime(10 * MASK_AFTER_MS);
    expect(cover.covered()).toBe(false);
  });

  it('has its minute anew after each touch, and after it has been shown again', () => {
    const cover = begun('/referrals/abc');
    jest.advanceTimersByTime(MASK_AFTER_MS - 1000);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    jest.advanceTimersByTime(MASK_AFTER_MS - 1000);
    expect(cover.covered()).toBe(false);
    jest.advanceTimersByTime(1000);
    expect(cover.covered()).toBe(true);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    cover.show();
    TestBed.tick();
    jest.advanceTimersByTime(MASK_AFTER_MS - 1000);
    expect(cover.covered()).toBe(false);
    jest.advanceTimersByTime(1000);
    expect(cover.covered()).toBe(true);
  });
});
