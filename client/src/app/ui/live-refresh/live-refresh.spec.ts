import { jest } from '@jest/globals';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Change, Live } from '../../api/live';
import { LiveRefresh } from './live-refresh';

@Component({
  selector: 'app-host',
  imports: [LiveRefresh],
  template: `<app-live-refresh [kinds]="['Unit']" [ownActs]="acts()" (refresh)="fetched()" />`,
})
class Host {
  readonly acts = signal(0);
  times = 0;
  fetched(): void {
    this.times += 1;
  }
}

const change = signal<Change | undefined>(undefined, { equal: () => false });

async function aPage() {
  TestBed.configureTestingModule({ providers: [{ provide: Live, useValue: { change } }] });
  const fixture = TestBed.createComponent(Host);
  const page = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
  const tell = async (ids: string[], kinds = ['Unit']): Promise<string> => {
    change.set({ ids, kinds });
    await fixture.whenStable();
    return page.querySelector('p span')?.textContent ?? '';
  };
  return { tell, page, host: fixture.componentInstance, settled: () => fixture.whenStable() };
}

describe('what has changed since a list was read', () => {
  let now = 0;
  beforeEach(() => {
    now = 10_000;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  it('is counted, each thing once, and fetched only when the reader wants it', async () => {
    const { tell, page, host } = await aPage();
    now += 5000;
    await tell(['a']);
    expect(await tell(['a', 'b'])).toBe('2 changes since you opened this page.');
    expect(host.times).toBe(0);
    page.querySelector('button')?.click();
    expect(host.times).toBe(1);
  });

  it('is not told if it is about something else', async () => {
    const { tell } = await aPage();
    now += 5000;
    expect(await tell(['a'], ['Referral'])).toBe('');
  });

  it('is fetched without a word while it may be the reader’s own act coming back', async () => {
    const { tell, host, settled } = await aPage();
    now += 5000;
    host.acts.set(1);
    await settled();
    now += 1000;
    expect(await tell(['a'])).toBe('');
    expect(host.times).toBe(1);
    now += 5000;
    expect(await tell(['b'])).toContain('1 change');
  });
});
