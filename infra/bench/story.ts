import { checkStory } from '@openhaven/domain/story';
import { LONE_WOMAN } from '../faults/documents.ts';
import { NOW } from './places.ts';

const told = checkStory(LONE_WOMAN, NOW);
if (!told.allowed) throw new Error(told.reason);

/** A household small enough to fit almost anywhere. */
export const loneWoman = told.value;
