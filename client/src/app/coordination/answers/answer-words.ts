import { DECLINE_REASONS, labelOf } from '@openhaven/domain/codes';
import { HOUSEHOLD_SHAPES } from '@openhaven/domain/gaps';
import { AGE_BANDS, TOLD } from '@openhaven/domain/service-answers';
import type { ServiceAnswersQuery } from '../../api/generated';
import { FEW, numberInWords } from '../gaps/gap-words';

type Answers = ServiceAnswersQuery['serviceAnswers'];

interface GroupWords {
  readonly caption: string;
  readonly label: (code: string) => string;
}

const SEX: Readonly<Record<string, string>> = { FEMALE: 'Female', MALE: 'Male', NOT_KNOWN: 'Not known' };
const told = (code: string): string => labelOf(TOLD, code);

const GROUPS: Readonly<Record<string, GroupWords>> = {
  APPLICANT: { caption: 'Sex of the applicant', label: (code) => SEX[code] ?? code },
  AGE: { caption: 'Age of the applicant', label: (code) => labelOf(AGE_BANDS, code) },
  HOUSEHOLD: { caption: 'Household', label: (code) => labelOf(HOUSEHOLD_SHAPES, code) },
  ACCESS: { caption: 'Needs step-free access, a wheelchair space or an adapted bathroom', label: told },
  INTERPRETER: { caption: 'Needs an interpreter', label: told },
  NO_PUBLIC_FUNDS: { caption: 'No recourse to public funds', label: told },
};

/** One table: answers by one characteristic. */
export interface AnswerTable {
  readonly id: string;
  readonly caption: string;
  readonly rows: readonly {
    readonly label: string;
    readonly answered: string;
    readonly no: string;
    readonly share: string;
  }[];
}

export function answerTables({ groups }: Answers): readonly AnswerTable[] {
  return groups.map(({ group, rows }) => {
    const { caption, label } = GROUPS[group] ?? { caption: group, label: (code: string) => code };
    return {
      id: group.toLowerCase(),
      caption,
      rows: rows.map(({ code, answered, no, noShare }) => ({
        label: label(code),
        answered: numberInWords(answered),
        no: numberInWords(no),
        share: noShare === null || answered === 0 ? (answered === 0 ? '–' : FEW) : `${noShare} in 100`,
      })),
    };
  });
}

/** Why services said no; reasons that nobody gave are left out. */
export function reasonRows({ reasons }: Answers): readonly { readonly label: string; readonly count: string }[] {
  return reasons
    .filter(({ count }) => count !== 0)
    .map(({ code, count }) => ({ label: labelOf(DECLINE_REASONS, code), count: numberInWords(count) }));
}
