import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import type { ReferralHeaderPartsFragment } from '../../api/generated';
import { timelineItem } from '../../ui/words/timeline';
import { ReferralHeader } from './referral-header';

const referral: ReferralHeaderPartsFragment = {
  id: 'r1',
  reference: 'WOR-7K2M',
  status: 'WITHDRAWN',
  priority: 'P2_24H',
  placeBy: null,
  tonight: 'NOWHERE',
  erasedAt: null,
  story: {
    preferredName: 'Sam',
    members: [{ role: 'APPLICANT', sex: 'FEMALE', transgender: 'NO', name: 'Sam', dateOfBirth: null, ageYears: 34 }],
  },
};

async function shown(about: ReferralHeaderPartsFragment): Promise<string> {
  TestBed.resetTestingModule().configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(ReferralHeader);
  fixture.componentRef.setInput('referral', about);
  await fixture.whenStable();
  const { textContent } = fixture.nativeElement as HTMLElement;
  return textContent.replace(/\s+/g, ' ').trim();
}

describe('the header of a referral', () => {
  it('says for whom one is looking', async () => {
    expect(await shown(referral)).toMatch(/WOR-7K2M ?Sam.*34/);
  });

  it('says that the story has been erased, and names nobody', async () => {
    const text = await shown({ ...referral, erasedAt: '2026-11-20T12:00:00Z', story: null });
    expect(text).toContain('WOR-7K2M');
    expect(text).toContain('The story has been erased.');
    expect(text).not.toContain('Sam');
  });
});

it('the timeline says in words that it was erased, and why', () => {
  const entry = { id: 't1', at: '2026-11-20T12:00:00Z', what: 'referral.erased', byRole: 'CLOCK', reason: 'ASKED_FOR' };
  expect(timelineItem(entry)).toMatchObject({ what: 'Story erased', details: ['Reason: It was asked for'] });
});
