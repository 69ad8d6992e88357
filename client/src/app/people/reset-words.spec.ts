import { resetWords } from './reset-words';

const now = new Date('2026-11-20T12:00:00Z');
const asked = { askedAt: '2026-11-20T11:00:00Z', takesEffectAt: null, askedByViewer: false };

describe('a reset in words', () => {
  it('asks the second person to agree, and never the one who asked', () => {
    expect(resetWords(asked, now)).toMatchObject({ mayAgree: true, text: expect.stringContaining('asked 11:00') });
    expect(resetWords({ ...asked, askedByViewer: true }, now).mayAgree).toBe(false);
  });

  it('says when it happens once two people have agreed', () => {
    expect(resetWords({ ...asked, takesEffectAt: '2026-11-21T11:30:00Z' }, now)).toEqual({
      text: 'Two people have agreed. What is lost is taken away tomorrow at 11:30.',
      mayAgree: false,
    });
  });
});
