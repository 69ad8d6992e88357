import { areaName, areasOn, isDistrict } from '@openhaven/domain/area';
import { UPPER_TIERS } from '@openhaven/domain/area-table';
import type { Option } from '../field/field';

/** Worcestershire: its districts come first in every list. */
const HOME_COUNTY = 'E10000034';

/** The districts of a civil day, each under its county, the home county first. */
export function districtOptions(day: string): readonly Option[] {
  const areas = areasOn(day);
  const own = areas.filter((area) => area.upperTier === HOME_COUNTY);
  const others = areas.filter((area) => area.upperTier !== HOME_COUNTY);
  return [...own, ...others].map(({ code, name, upperTier }) => ({
    value: code,
    label: name,
    group: upperTier === code ? 'Other areas' : areaName(upperTier),
  }));
}

/** Districts, and whole counties after them: everything that can be marked as not safe. */
export function unsafeAreaOptions(day: string): readonly Option[] {
  const counties = UPPER_TIERS.filter(({ code }) => !isDistrict(code));
  return [
    ...districtOptions(day),
    ...counties.map(({ code, name }) => ({ value: code, label: `All of ${name}`, group: 'Whole counties' })),
  ];
}
