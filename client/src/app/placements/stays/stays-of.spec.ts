import { staysOf } from './stays-of';

const aSpace = (label: string, stay: object | null) => ({
  id: label,
  label,
  service: { id: 's', name: 'Rowan' },
  placement: stay && {
    id: label,
    reference: `R-${label}`,
    arrivedOn: '2026-11-01',
    leavingOn: null,
    leftOn: null,
    actions: [],
    rev: 1,
    ...stay,
  },
});

describe('the stays', () => {
  const spaces = [
    aSpace('empty', null),
    aSpace('left', { leftOn: '2026-11-10' }),
    aSpace('new', { arrivedOn: '2026-11-20' }),
    aSpace('old', { arrivedOn: '2026-05-01' }),
    aSpace('going', { leavingOn: '2026-11-25' }),
    aSpace('late', { leavingOn: '2026-11-19' }),
  ];

  it('put those first who leave soonest, then the longest here', () => {
    expect(staysOf(spaces, '2026-11-21').map(({ label }) => label)).toEqual(['late', 'going', 'old', 'new']);
  });

  it('count nights, and ask when the day of leaving is past', () => {
    const [late] = staysOf(spaces, '2026-11-21');
    expect(late).toMatchObject({ nights: '20 nights', leaves: '19 November 2026: the day is past. Have they left?' });
  });
});
