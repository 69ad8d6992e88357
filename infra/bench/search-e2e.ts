import type { Goal } from './sums.ts';
export const benchSearch = (_say: (line: string) => void): Promise<readonly Goal[]> => Promise.resolve([]);
