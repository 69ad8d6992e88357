import { manyPlaces, manyStories, NOW } from './places.ts';
import { PlaceTable } from '../../server/domain/src/place-table.ts';
import { searchTable } from '../../server/domain/src/place-search.ts';
const table = new PlaceTable(manyPlaces(Number(process.argv[2] ?? 5000))); const stories = manyStories(40);
const t = performance.now();
for (let r = 0; r < 100; r++) for (const s of stories) searchTable(table, s, NOW, { most: 20 });
console.log(((performance.now() - t) / 4000 * 1000).toFixed(1));
