/* The same search as place-search.ts, in C, without a word of explanation: the yardstick of the bench `match`. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 20
#define HEADS 165888u /* 3 * 6 * 3 * 512 * 6, more than any lower part of a rank */

typedef struct {
  uint32_t masks;
  uint32_t *vacant, *unsafe, *ask, *condition, *cannot;
  uint32_t *lower;
  uint8_t *stale;
} Story;

static uint32_t words, stories;
static Story *all;

static uint32_t *take(FILE *in, size_t count) {
  uint32_t *some = malloc(count * 4);
  if (fread(some, 4, count, in) != count) exit(1);
  return some;
}

static uint64_t search(const Story *s, uint32_t *ones, uint32_t *twos, uint32_t *threes) {
  memset(ones, 0, words * 4);
  memset(twos, 0, words * 4);
  memset(threes, 0, words * 4);
  for (uint32_t m = 0; m < s->masks; m++) {
    const uint32_t *mask = s->cannot + (size_t)m * words;
    for (uint32_t w = 0; w < words; w++) {
      threes[w] |= twos[w] & mask[w];
      twos[w] |= ones[w] & mask[w];
      ones[w] |= mask[w];
    }
  }
  uint64_t best[3][MOST];
  uint32_t count[3] = {0, 0, 0};
  for (uint32_t w = 0; w < words; w++) {
    uint32_t bits = s->vacant[w] & ~s->unsafe[w] & ~threes[w];
    while (bits) {
      uint32_t bit = bits & -bits, slot = (w << 5) + (uint32_t)__builtin_ctz(bits);
      bits &= bits - 1;
      uint32_t one = (ones[w] & bit) != 0, ask = (s->ask[w] & bit) != 0;
      uint32_t changes = one ? 1 + ((twos[w] & bit) != 0) : 0;
      uint32_t answer = one ? 3 : ask ? 2 : (s->condition[w] & bit) != 0;
      uint64_t rank = (uint64_t)(changes * 5 + answer) * HEADS + s->lower[slot];
      uint32_t list = one ? 2 : (ask || s->stale[slot]) ? 1 : 0;
      uint32_t n = count[list];
      if (n == MOST && rank >= best[list][MOST - 1]) continue;
      uint32_t at = n < MOST ? n : MOST - 1;
      while (at > 0 && best[list][at - 1] > rank) {
        best[list][at] = best[list][at - 1];
        at--;
      }
      best[list][at] = rank;
      if (n < MOST) count[list]++;
    }
  }
  uint64_t sum = 0;
  for (int list = 0; list < 3; list++)
    for (uint32_t at = 0; at < count[list]; at++) sum = sum * 31 + best[list][at] + list;
  return sum;
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "rb");
  if (argc < 2 || !in) return 1;
  uint32_t *head = take(in, 2);
  words = head[0];
  stories = head[1];
  all = calloc(stories, sizeof(Story));
  for (uint32_t i = 0; i < stories; i++) {
    Story *s = all + i;
    s->masks = *take(in, 1);
    s->vacant = take(in, words);
    s->unsafe = take(in, words);
    s->ask = take(in, words);
    s->condition = take(in, words);
    s->cannot = take(in, (size_t)s->masks * words);
    s->lower = take(in, (size_t)words * 32);
    s->stale = malloc((size_t)words * 32);
    for (size_t slot = 0; slot < (size_t)words * 32; slot++) s->stale[slot] = (s->lower[slot] / 512) % 3 == 2;
  }
  uint32_t *scratch = malloc((size_t)words * 12);
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    uint32_t rounds = (uint32_t)atoi(line);
    struct timespec from, to;
    uint64_t sum = 0;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (uint32_t r = 0; r < rounds; r++)
      for (uint32_t i = 0; i < stories; i++) sum += search(all + i, scratch, scratch + words, scratch + 2 * words);
    clock_gettime(CLOCK_MONOTONIC, &to);
    double ns = (to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec);
    printf("%.1f %llu\n", ns / rounds / stories, (unsigned long long)sum);
    fflush(stdout);
  }
  return 0;
}
