const NEXT_STEPS: Readonly<Record<string, string>> = {
  ASK_AGAIN: 'The services are asked again',
  ON_CALL_WORKER: 'The services are asked again',
  REFUGE_MANAGER: 'The refuge managers are told',
  WIDEN: 'More services are asked',
  COORDINATOR: 'The county coordinator is told',
  COMMISSIONER: 'The commissioner is told',
  TRY_AGAIN: 'It is time to try again to reach them',
  HOLD_RUNS_OUT: 'The offer runs out',
  PLACE_BY: 'A place or a plan must be found',
};

/** What the clock does next if nobody acts; a step that is not known reads as itself. */
export function nextStepInWords(step: string): string {
  return NEXT_STEPS[step] ?? step;
}
