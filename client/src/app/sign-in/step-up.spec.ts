import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { StepUp } from './step-up';

const NOT_RIGHT = { message: 'That password is not right. Nothing has changed.', extensions: { field: 'password' } };

/** Answers what the server would: first what the account has, then yes or no. Keeps what was sent. */
function answering(
  status: number,
  body: object,
  account: object = { app: false, passkeys: [] },
): { readonly sent: string[] } {
  const sent: string[] = [];
  globalThis.fetch = (path, init) => {
    const asksForAccount = path === '/auth/account';
    if (!asksForAccount) sent.push(`${path as string} ${init?.body as string}`);
    const answer = asksForAccount ? { status: 200, body: account } : { status, body };
    return Promise.resolve({ status: answer.status, json: () => Promise.resolve(answer.body) } as Response);
  };
  return { sent };
}

async function panel() {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(StepUp);
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  let proved = 0;
  fixture.componentInstance.steppedUp.subscribe(() => (proved += 1));
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    await fixture.whenStable();
  };
  await fixture.whenStable();
  await settle();
  const type = async (id: string, text: string): Promise<void> => {
    const field = page.querySelector<HTMLInputElement>(`#${id}`);
    if (field) field.value = text;
    field?.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  const goOn = async (): Promise<void> => {
    page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
  };
  const press = async (name: string): Promise<void> => {
    [...page.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)?.click();
    await settle();
  };
  return { page, type, goOn, press, proved: () => proved };
}

describe('proving once more who one is', () => {
  const before = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = before;
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('takes the focus when it appears', async () => {
    answering(200, {});
    const { page } = await panel();
    expect(document.activeElement).toBe(page.querySelector('h2'));
  });

  it('sends the password, forgets it, and lets the page go on', async () => {
    const { sent } = answering(200, { steppedUp: true });
    const { page, type, goOn, proved } = await panel();
    await type('password', 'Correct-Horse-7');
    await goOn();
    expect(sent).toEqual(['/auth/step-up {"password":"Correct-Horse-7"}']);
    expect([proved(), page.querySelector('input')?.value]).toEqual([1, '']);
  });

  it('asks for the code as well where the account has an app', async () => {
    const { sent } = answering(200, { steppedUp: true }, { app: true, passkeys: [] });
    const { page, type, goOn, proved } = await panel();
    await type('password', 'Correct-Horse-7');
    await goOn();
    expect([sent, page.querySelector('#code-error')?.textContent]).toEqual([[], expect.stringContaining('the code')]);
    await type('code', '123456');
    await goOn();
    expect([sent, proved()]).toEqual([['/auth/step-up {"password":"Correct-Horse-7","code":"123456"}'], 1]);
  });

  it('offers the passkey first to somebody who has one, and a recovery code beside the password', async () => {
    answering(200, {}, { app: false, passkeys: [{ id: 'k', name: 'Work laptop' }] });
    const { page } = await panel();
    const names = [...page.querySelectorAll('button, label')].map(({ textContent }) => textContent.trim());
    expect(names).toEqual(['Use your passkey', 'Your password', 'Recovery code', 'Go on']);
  });

  it('says that a browser without passkeys has none', async () => {
    answering(200, {}, { app: false, passkeys: [{ id: 'k', name: 'Work laptop' }] });
    const { page, press } = await panel();
    await press('Use your passkey');
    expect(page.textContent).toContain('This browser cannot use passkeys. Use your password.');
  });

  it('says beside the field that a password is not right, and does not go on', async () => {
    answering(403, { errors: [NOT_RIGHT] });
    const { page, type, goOn, proved } = await panel();
    await type('password', 'wrong');
    await goOn();
    expect(page.querySelector('#password-error')?.textContent).toContain('not right');
    expect(document.activeElement?.className).toBe('govuk-error-summary');
    expect(proved()).toBe(0);
  });

  it('asks for a password before anything is sent', async () => {
    const { sent } = answering(200, {});
    const { page, goOn } = await panel();
    await goOn();
    expect(sent).toEqual([]);
    expect(page.textContent).toContain('Enter your password.');
  });

  it('says that the server cannot be reached, and keeps what was typed', async () => {
    answering(200, {});
    const { page, type, goOn } = await panel();
    globalThis.fetch = () => Promise.reject(new TypeError('away'));
    await type('password', 'Correct-Horse-7');
    await goOn();
    expect(page.textContent).toContain('cannot be reached');
    expect(page.querySelector('input')?.value).toBe('Correct-Horse-7');
  });
});
