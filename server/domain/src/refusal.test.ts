import { describe, expect, it } from '@jest/globals';
import { REFUSALS } from './refusal.ts';

describe.each(Object.entries(REFUSALS))('the sentence for %s', (_code, sentence) => {
  it('is short plain text that ends as a sentence', () => {
    expect(sentence).toMatch(/^[A-Z“][^<>{}$]*[.]$/);
    expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(24);
  });

  it('guesses nobody’s sex and blames nobody', () => {
    expect(sentence).not.toMatch(/\b(she|her|he|his|invalid|illegal|error|failed|wrong)\b/i);
  });
});
