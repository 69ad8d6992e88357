import { TestBed } from '@angular/core/testing';
import { StepUp } from './step-up';

const NOT_RIGHT = { message: 'That password is not right. Nothing has changed.', extensions: { field: 'password' } };

/** Answers what the server would, and keeps what it was asked. */
function answering(status: number, body: object): { readonly asked: string[] } {
  const asked: string[] = [];
  globalThis.fetch = (path, init) => {
    asked.push(`${path as string} ${init?.body as string}`);
    return Promise.resolve({ status, json: () => Promise.resolve(body) } as Response);
  };
  return { asked };
}

async function panel() {
  const fixture = TestBed.createComponent(StepUp);
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  let proved = 0;
  fixture.componentInstance.steppedUp.subscribe(() => (proved += 1));
  await fixture.whenStable();
  const prove = async (password: string): Promise<void> => {
    const field = page.querySelector('input');
    if (field) field.value = password;
    field?.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    await fixture.whenStable();
  };
  return { page, prove, proved: () => proved };
}

describe('proving once more who one is', () => {
  const before = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = before;
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('takes the focus when it appears', async () => {
    const { page } = await panel();
    expect(document.activeElement).toBe(page.querySelector('h2'));
  });

  it('sends the password, forgets it, and lets the page go on', async () => {
    const { asked } = answering(200, { steppedUp: true });
    const { page, prove, proved } = await panel();
    await prove('Correct-Horse-7');
    expect(asked).toEqual(['/auth/step-up {"password":"Correct-Horse-7"}']);
    expect([proved(), page.querySelector('input')?.value]).toEqual([1, '']);
  });

  it('says beside the field that a password is not right, and does not go on', async () => {
    answering(403, { errors: [NOT_RIGHT] });
    const { page, prove, proved } = await panel();
    await prove('wrong');
    expect(page.querySelector('#password-error')?.textContent).toContain('not right');
    expect(document.activeElement?.className).toBe('govuk-error-summary');
    expect(proved()).toBe(0);
  });

  it('asks for a password before anything is sent', async () => {
    const { asked } = answering(200, {});
    const { page, prove } = await panel();
    await prove('');
    expect(asked).toEqual([]);
    expect(page.textContent).toContain('Enter your password.');
  });

  it('says that the server cannot be reached, and keeps what was typed', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('away'));
    const { page, prove } = await panel();
    await prove('Correct-Horse-7');
    expect(page.textContent).toContain('cannot be reached');
    expect(page.querySelector('input')?.value).toBe('Correct-Horse-7');
  });
});
