/** `npm run bench [-- NAME…]`: one line of JSON for each arm and each goal; ends with 1 if a goal is missed. */
import { benchMatch } from './match.ts';
import { benchSearch } from './search-e2e.ts';
import { type Goal, goalLine, isMet } from './sums.ts';

const BENCHES: Readonly<Record<string, (say: (line: string) => void) => Promise<readonly Goal[]>>> = {
  match: benchMatch,
  'search-e2e': benchSearch,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
const say = (line: string): void => console.log(line);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const goal of await bench(say)) {
    say(goalLine(goal));
    if (!isMet(goal)) process.exitCode = 1;
  }
}
