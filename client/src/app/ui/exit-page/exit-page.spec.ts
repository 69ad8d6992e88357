import { jest } from '@jest/globals';
import { provideZonelessChangeDetection, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Session } from '../../api/session';
import { Cover } from './cover';
import { ExitPage } from './exit-page';

async function shown(leaves: boolean): Promise<ComponentFixture<ExitPage>> {
  const session = { viewer: signal(undefined), signOut: () => Promise.resolve() };
  TestBed.configureTestingModule({
    providers: [provideZonelessChangeDetection(), { provide: Session, useValue: session }],
  });
  const fixture = TestBed.createComponent(ExitPage);
  fixture.componentRef.setInput('leaves', leaves);
  document.body.append(fixture.nativeElement as HTMLElement);
  await fixture.whenStable();
  return fixture;
}

function shift(): void {
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
}

describe('the way to hide the page', () => {
  beforeEach(() => {
    document.title = 'OpenHaven';
  });

  it('covers the page at the third press of Shift, with a title that says nothing', async () => {
    const fixture = await shown(false);
    shift();
    shift();
    expect(TestBed.inject(Cover).covered()).toBe(false);
    shift();
    await fixture.whenStable();
    expect(TestBed.inject(Cover).covered()).toBe(true);
    expect(document.title).toBe('Calendar');
    expect((fixture.nativeElement as HTMLElement).textContent).not.toMatch(/OpenHaven|referral|refuge/i);
  });

  it('says how many presses are still needed', async () => {
    const fixture = await shown(false);
    shift();
    await fixture.whenStable();
    expect((fixture.nativeElement as HTMLElement).querySelector('[role=status]')?.textContent).toContain(
      '2 more times',
    );
  });

  it('comes back to the page as it was', async () => {
    const fixture = await shown(false);
    (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('#hide-page')?.click();
    await fixture.whenStable();
    (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('#cover-back')?.click();
    await fixture.whenStable();
    expect([TestBed.inject(Cover).covered(), document.title]).toEqual([false, 'OpenHaven']);
  });

  it('ends the session and leaves on pages that a survivor may see', async () => {
    const fixture = await shown(true);
    const leave = jest.spyOn(TestBed.inject(Cover), 'leave').mockImplementation(() => undefined);
    (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('#hide-page')?.click();
    expect(leave).toHaveBeenCalledTimes(1);
  });
});
