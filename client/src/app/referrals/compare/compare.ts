import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { FindPlacesDocument } from '../../api/generated';
import { query } from '../../api/query';
import { LoadState } from '../../ui/load-state/load-state';
import { comparedAs, compareRows, placesOf } from './compare-rows';

/** Two or three places side by side, to be gone through with the survivor; and one page of paper without a name on it. */
@Component({
  selector: 'app-compare',
  imports: [LoadState, RouterLink],
  templateUrl: './compare.html',
})
export class Compare {
  readonly id = input.required<string>();
  /** The ids of the units, as they stand in the address, with a comma between. */
  readonly units = input<string>();

  protected readonly page = query(FindPlacesDocument, () => ({ id: this.id() }));
  private readonly places = computed(() => {
    const search = this.page.hasValue() ? this.page.value().findPlaces : null;
    return search ? placesOf(search, (this.units() ?? '').split(',')) : [];
  });
  protected readonly compared = computed(() => comparedAs(this.places()));
  private readonly home = computed(() =>
    this.page.hasValue() ? this.page.value().referral?.story?.homeAreaCode : undefined,
  );
  protected readonly rows = computed(() => compareRows(this.places(), this.home()));

  protected print(): void {
    window.print();
  }
}
