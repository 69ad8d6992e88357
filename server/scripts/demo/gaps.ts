import { addMonths, civilDateAt } from '@openhaven/domain/calendar';
import type { ServiceId } from '@openhaven/domain/ids';
import type { GapKey } from '@openhaven/domain/gaps';
import type { Store } from '../../src/context.ts';

/** Invented: how many households like this found nothing, in a month so many months ago. */
interface Gap {
  readonly monthsAgo: number;
  readonly households: number;
  readonly reason: string;
  readonly shape: string;
  readonly sex: string;
  readonly district: string;
  readonly needs: readonly string[];
}

const gap = (
  monthsAgo: number,
  households: number,
  about: Pick<Gap, 'reason' | 'shape' | 'sex' | 'district'>,
  ...needs: readonly string[]
): Gap => ({ monthsAgo, households, ...about, needs });

const FEMALE = { sex: 'FEMALE', reason: 'ALL_DECLINED', shape: 'ALONE', district: 'E07000237' } as const;
const GAPS: readonly Gap[] = [
  gap(1, 12, FEMALE, 'MENTAL_HEALTH', 'ALCOHOL'),
  gap(2, 9, { ...FEMALE, district: 'E07000239' }, 'MENTAL_HEALTH'),
  gap(3, 8, { ...FEMALE, shape: 'THREE_OR_MORE_CHILDREN', reason: 'NOTHING_FITS' }, 'CHILDRENS_NEEDS'),
  gap(4, 11, { ...FEMALE, shape: 'THREE_OR_MORE_CHILDREN', reason: 'NOTHING_FREE', district: 'E07000236' }),
  gap(5, 9, { ...FEMALE, sex: 'MALE', shape: 'ONE_OR_TWO_CHILDREN', reason: 'NOTHING_FITS', district: 'E07000238' }),
  gap(
    6,
    14,
    { ...FEMALE, reason: 'NOT_REFERRED_BECAUSE_NOTHING_FITS', district: 'E07000234' },
    'WHEELCHAIR',
    'CARER_ROOM',
  ),
  gap(7, 10, { ...FEMALE, reason: 'NOTHING_FREE', district: 'E07000235' }, 'PET'),
  gap(8, 16, { ...FEMALE, shape: 'ONE_OR_TWO_CHILDREN', district: 'NOT_KNOWN' }, 'NO_PUBLIC_FUNDS', 'IMMIGRATION'),
  gap(9, 3, { ...FEMALE, shape: 'OTHER_ADULTS', reason: 'NOTHING_FREE' }, 'PERSONAL_CARE'),
];

const DAYTIME = { monthsAgo: 2, times: 9 } as const;
/** Invented: how a service answered, so many times in a month so many months ago. */
const ANSWERS: readonly { readonly monthsAgo: number; readonly times: number; readonly keys: readonly string[] }[] = [
  { ...DAYTIME, times: 24, keys: answer('YES', { sex: 'FEMALE', age: 'FROM_25', shape: 'ONE_OR_TWO_CHILDREN' }) },
  { ...DAYTIME, keys: [...answer('NO', { sex: 'FEMALE', age: 'FROM_18', shape: 'ALONE' }), 'NO|REASON|NO_VACANCY'] },
  {
    ...DAYTIME,
    monthsAgo: 5,
    times: 11,
    keys: [...answer('NO', { sex: 'MALE', age: 'FROM_25', shape: 'ALONE' }), 'NO|REASON|SEX_OF_APPLICANT'],
  },
  {
    ...DAYTIME,
    monthsAgo: 7,
    times: 3,
    keys: [...answer('NO', { sex: 'FEMALE', age: 'FROM_60', shape: 'ALONE' }), 'NO|REASON|NEED_PERSONAL_CARE'],
  },
];

function answer(
  said: 'YES' | 'NO',
  { sex, age, shape }: Readonly<Record<'sex' | 'age' | 'shape', string>>,
): readonly string[] {
  const rest = ['ACCESS|NO', 'INTERPRETER|NO', 'NO_PUBLIC_FUNDS|NO'];
  return [`APPLICANT|${sex}`, `AGE|${age}`, `HOUSEHOLD|${shape}`, ...rest].map((key) => `${said}|${key}`);
}

/** Answers of earlier months of one service, so that the pages of how services answer have something to show. */
export async function addAnswers(tx: Store, serviceId: ServiceId, now: Date): Promise<void> {
  for (const { monthsAgo, times, keys } of ANSWERS) {
    const month = addMonths(civilDateAt(now), -monthsAgo).slice(0, 7);
    for (let time = 0; time < times; time++) await tx.answerCounts.add(month, serviceId, keys);
  }
}

/** Counts of earlier months, so that the page of unmet needs has something to show. */
export async function addGaps(tx: Store, now: Date): Promise<void> {
  for (const { monthsAgo, households, reason, shape, sex, district, needs } of GAPS) {
    const keys: readonly GapKey[] = [
      { group: 'REASON', code: reason },
      { group: 'HOUSEHOLD', code: shape },
      { group: 'APPLICANT', code: sex },
      { group: 'DISTRICT', code: district },
      ...needs.map((code) => ({ group: 'NEED', code }) as const),
    ];
    await tx.gapCounts.add(addMonths(civilDateAt(now), -monthsAgo).slice(0, 7), keys, households);
  }
}
