import {
  addWorkingDays,
  addWorkingMinutes,
  ageOn,
  civilDateAt,
  instantsOf,
  parseCivilDate,
  startOfDay,
  timeOfDayAt,
} from '../src/calendar.ts';

/** Prints what the calendar answers about 20,000 instants of 2025 to 2028, for a process whose own clock lies elsewhere. */
const FIRST = Date.parse('2025-01-01T00:07:30Z');
const STEP = Math.floor((Date.parse('2028-12-01T00:00:00Z') - FIRST) / 20_000);
const BORN = parseCivilDate('2012-02-29');
if (BORN === undefined) throw new Error('29 February 2012 is a day');

for (let index = 0; index < 20_000; index += 1) {
  const instant = new Date(FIRST + index * STEP);
  const date = civilDateAt(instant);
  const answers = [
    date,
    timeOfDayAt(instant),
    startOfDay(date).getTime(),
    instantsOf(date, '01:30').map((one) => one.getTime()),
    ageOn(BORN, date),
    addWorkingDays(instant, index % 11).getTime(),
    addWorkingMinutes(instant, index % 1_000).getTime(),
  ];
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
