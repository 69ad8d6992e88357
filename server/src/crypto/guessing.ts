import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Ten thousand million guesses: what the estimator calls very unguessable, its highest mark. */
const HARD_FROM_LOG10 = 10;
/** What anybody would try first here. */
const OURS = ['openhaven', 'refuge', 'worcester', 'worcestershire'];

let estimator: ZxcvbnFactory | undefined;

/**
 * Whether a password can be guessed in fewer than 10^10 tries by somebody who knows the usual ones, rows of keys, dates,
 * repetitions, and the words given. Takes up to some 100 ms.
 *
 * @param known what is known about whoever chooses it, such as their address
 */
export function isEasyToGuess(password: string, known: readonly string[]): boolean {
  // Made when somebody first chooses a password: most processes never need it.
  const judge = (estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }));
  // Spaces make words; between the figures of a row they are no secret.
  return [password, password.replaceAll(/\s/g, '')].some(
    (text) => judge.check(text, [...OURS, ...known]).guessesLog10 < HARD_FROM_LOG10,
  );
}
