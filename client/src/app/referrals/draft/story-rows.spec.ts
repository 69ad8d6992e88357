import { EMPTY_CHANNEL, EMPTY_FORM, withAges, withApplicant } from './story-form';
import { channelInWords, householdLine, storyRows, withoutNumbers } from './story-rows';

describe('the story as questions and answers', () => {
  it('never leaves an answer empty', () => {
    for (const { lines } of storyRows(EMPTY_FORM)) expect(lines.join('')).not.toBe('');
  });

  it('leads from each answer to where it is changed', () => {
    expect(storyRows(EMPTY_FORM, 'r1').find(({ key }) => key === 'Pets')?.change).toBe('/referrals/r1/household');
  });

  it('says who is in the household in one line', () => {
    const form = withAges(withApplicant(EMPTY_FORM, { sex: 'MALE', age: '41' }), 'FEMALE', '13');
    expect(householdLine(form.members)).toBe('Male, 41; girl, 13');
  });
});

describe('a way of contact in words', () => {
  it('says first that it is not safe', () => {
    expect(channelInWords({ ...EMPTY_CHANNEL, kind: 'TEXT', value: '07700 900000', safe: false })).toMatch(
      /^Not safe, do not use/,
    );
  });

  it('says that no message may be left unless one may', () => {
    expect(channelInWords({ ...EMPTY_CHANNEL, kind: 'PHONE', value: '07700 900000' })).toContain('leave no message');
  });
});

it('a story to read shows no number, and enough of one to know it again', () => {
  const phone = { ...EMPTY_CHANNEL, kind: 'PHONE', value: '07700 900123' } as const;
  const mail = { ...EMPTY_CHANNEL, kind: 'EMAIL', value: 'maya@example.org' } as const;
  const form = withoutNumbers({ ...EMPTY_FORM, channels: [phone, mail, { ...phone, safe: false }] });
  const lines = storyRows(form).flatMap((row) => row.lines);
  expect(lines.join(' ')).not.toMatch(/07700|maya@/);
  expect(lines).toContainEqual(expect.stringContaining('Phone call ending in 123'));
  expect(lines).toContainEqual(expect.stringContaining('E-mail that begins with ma'));
  expect(lines).toContainEqual(expect.stringContaining('Not safe, do not use: Phone call ending in 123'));
});
