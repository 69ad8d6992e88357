import type { KeepOutQuery, SetExclusionsInput } from '../../api/generated';

type Exclusions = NonNullable<NonNullable<KeepOutQuery['referral']>['exclusions']>;

/** What is typed and ticked on the page: names one a line. */
export interface KeepOutForm {
  readonly perpetrators: string;
  readonly associates: string;
  readonly others: string;
  readonly organisationIds: readonly string[];
  readonly restricted: string;
  readonly openTo: readonly string[];
}

export const EMPTY_FORM: KeepOutForm = {
  perpetrators: '',
  associates: '',
  others: '',
  organisationIds: [],
  restricted: 'NO',
  openTo: [],
};

type Who = Exclusions['people'][number]['who'];

/** What has been said so far, as the page shows it. */
export function formOf({ people, organisations, restricted, openTo }: Exclusions): KeepOutForm {
  const named = (kind: Who): string =>
    people
      .filter(({ who }) => who === kind)
      .map(({ name }) => name)
      .join('\n');
  return {
    perpetrators: named('PERPETRATOR'),
    associates: named('ASSOCIATE'),
    others: named('OTHER'),
    organisationIds: organisations.map(({ id }) => id),
    restricted: restricted ? 'YES' : 'NO',
    openTo,
  };
}

/** What is sent: empty lines are no names. */
export function toInput(
  form: KeepOutForm,
): Pick<SetExclusionsInput, 'people' | 'restricted' | 'openTo' | 'organisationIds'> {
  const named = (who: Who, lines: string): { who: Who; name: string }[] =>
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter((name) => name !== '')
      .map((name) => ({ who, name }));
  return {
    people: [
      ...named('PERPETRATOR', form.perpetrators),
      ...named('ASSOCIATE', form.associates),
      ...named('OTHER', form.others),
    ],
    organisationIds: [...form.organisationIds],
    restricted: form.restricted === 'YES',
    openTo: [...form.openTo],
  };
}
