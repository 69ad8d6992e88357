import { describe, expect, it } from '@jest/globals';
import { createLog, type LogLine } from './log.ts';

const CANARY = 'Canary Quillfeather, 12 Safe Street';

function logInto(): { lines: string[]; log: ReturnType<typeof createLog> } {
  const lines: string[] = [];
  return { lines, log: createLog('info', { write: (line) => void lines.push(line) }) };
}

describe('the log', () => {
  it('prints codes, ids and numbers', () => {
    const { lines, log } = logInto();
    log.info({ event: 'listening', port: 4000 });
    expect(JSON.parse(lines.join(''))).toMatchObject({ level: 'info', event: 'listening', port: 4000 });
    expect(lines.join('')).toContain('"event":"listening","port":4000');
  });

  it('prints nothing that is not on the list, whoever asks', () => {
    const { lines, log } = logInto();
    log.warn({ event: 'odd', name: CANARY, body: { story: CANARY } } as unknown as LogLine);
    expect(lines.join('')).not.toContain('Canary');
  });

  it('prints no sentence, name or address even where a code belongs', () => {
    const { lines, log } = logInto();
    log.info({ event: 'odd', code: CANARY, userId: 'amara@example.org', state: { deep: CANARY } as unknown as string });
    expect(lines.join('')).not.toMatch(/Canary|amara/);
  });

  it('notes a fault by class, code and place, and never by its message', () => {
    const { lines, log } = logInto();
    const fault = Object.assign(new RangeError(`bad value "${CANARY}"`), { code: 'E_ODD' });
    const reference = log.fault(fault, { event: 'fault' });
    expect(reference).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
    expect(JSON.parse(lines.join(''))).toMatchObject({ error: 'RangeError', code: 'E_ODD', reference });
    expect(lines.join('')).toMatch(/"where":"server\/src\/log\.test\.ts:\d+"/);
    expect(lines.join('')).not.toContain('Canary');
  });

  it('survives a fault that is no error', () => {
    const { lines, log } = logInto();
    log.fault(CANARY, { event: 'fault' });
    log.fault(undefined, { event: 'fault' });
    expect(lines.join('')).not.toContain('Canary');
  });
});
