import { describe, expect, it } from '@jest/globals';
import { newReference } from './reference.ts';

describe('newReference', () => {
  it('can be said on the phone: no sign that looks or sounds like another, and no word', () => {
    for (let count = 0; count < 2_000; count += 1)
      expect(newReference('WOR')).toMatch(/^WOR-[2-79CDFGHJKMPQRTVWX]{5}$/);
  });

  it('is drawn afresh each time', () => {
    const drawn = new Set(Array.from({ length: 500 }, () => newReference()));
    expect(drawn.size).toBeGreaterThan(497);
  });
});
