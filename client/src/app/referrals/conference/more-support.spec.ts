import type { ConferencePlacesQuery } from '../../api/generated';
import { moreSupport } from './more-support';

type Place = NonNullable<ConferencePlacesQuery['findPlaces']>['fits'][number];

function place(id: string, service: Partial<Place['service']>, rest: Partial<Place> = {}): Place {
  const about = { accommodationType: 'REFUGE', publishedAreaCode: null, admitsOutOfHours: true, supportLevel: 'LOW' };
  return {
    unitId: id,
    kind: 'SELF_CONTAINED_FLAT',
    answer: 'FITS',
    request: null,
    service: { id, name: id, ...about, ...service },
    ...rest,
  } as Place;
}

const names = (places: readonly Place[]): readonly string[] => moreSupport(places).map(({ service }) => service);

describe('places with more support', () => {
  it('have high support, or are a home of their own, in this order and each service once', () => {
    const places = [
      place('dispersed', { accommodationType: 'DISPERSED_REFUGE_LEVEL' }),
      place('low', {}),
      place('high', { supportLevel: 'HIGH' }),
      place('another room', { id: 'high', name: 'high', supportLevel: 'HIGH' }),
      place('both', { supportLevel: 'HIGH', accommodationType: 'DISPERSED_REFUGE_LEVEL' }),
    ];
    expect(names(places)).toEqual(['high', 'both', 'dispersed']);
    expect(moreSupport(places).map(({ why }) => why)).toEqual([
      'High support',
      'High support',
      'A home of their own: self-contained flat',
    ]);
  });

  it('are not those that have said no already', () => {
    const no = { request: { id: 'r', status: 'DECLINED' as const } };
    expect(
      names([place('said no', { supportLevel: 'HIGH' }, no), place('not asked', { supportLevel: 'HIGH' })]),
    ).toEqual(['not asked']);
  });
});
