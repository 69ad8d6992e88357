import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { FaultError, OutcomeUnknownError } from '../../api/graphql';
import type { QueryStatus } from '../../api/query';
import { LoadState } from './load-state';

async function shown(status: QueryStatus, error?: Error): Promise<string> {
  TestBed.resetTestingModule().configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(LoadState);
  const query = { status: signal(status), error: signal(error), reload: () => true };
  fixture.componentRef.setInput('of', query);
  await fixture.whenStable();
  const { textContent } = fixture.nativeElement as HTMLElement;
  return textContent.replace(/\s+/g, ' ').trim();
}

describe('what stands where a page’s contents will be', () => {
  it('says that they are coming', async () => {
    expect(await shown('loading')).toBe('Loading…');
  });

  it('says nothing once they are there, or while they are fetched again', async () => {
    expect(await shown('resolved')).toBe('');
    expect(await shown('reloading')).toBe('');
  });

  it('says that nothing is lost when the server cannot be reached, and lets the reader try again', async () => {
    expect(await shown('error', new OutcomeUnknownError(''))).toMatch(/Nothing is lost\. ?Try again/);
  });

  it('passes on the reference to quote', async () => {
    expect(await shown('error', new OutcomeUnknownError('Quote reference AB12-CD34.'))).toContain('AB12-CD34');
  });

  it('reads the same for what does not exist and for what is not for the reader', async () => {
    const text = await shown(
      'error',
      new FaultError('There is nothing here that you can see.', undefined, 'NOT_FOUND'),
    );
    expect(text).toBe('There is nothing to show here. Go to my work.');
  });
});
