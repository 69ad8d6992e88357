import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { GapsDocument } from '../../api/generated';
import { query } from '../../api/query';
import { LoadState } from '../../ui/load-state/load-state';
import { gapTables, monthInWords, numberInWords } from './gap-words';

/** What the county has not got, and for whom: households for which nothing was found, each counted once. */
@Component({
  selector: 'app-gaps',
  imports: [LoadState, RouterLink],
  templateUrl: './gaps.html',
})
export class Gaps {
  protected readonly page = query(GapsDocument, () => ({}));
  private readonly gaps = computed(() => (this.page.hasValue() ? this.page.value().gaps : undefined));
  protected readonly tables = computed(() => gapTables(this.gaps()?.groups ?? []));
  protected readonly total = computed(() => numberInWords(this.gaps()?.total ?? null));
  protected readonly isEmpty = computed(() => this.gaps()?.total === 0);
  protected readonly months = computed(() => {
    const gaps = this.gaps();
    return gaps ? `${monthInWords(gaps.from)} to ${monthInWords(gaps.to)}` : '';
  });
}
