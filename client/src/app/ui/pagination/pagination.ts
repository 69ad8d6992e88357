import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';

export interface PageEnds {
  readonly hasNextPage: boolean;
  readonly endCursor?: string | null;
}

/** How many are shown out of how many, and the way on. The place in the list stands in the address as `after`. */
@Component({ selector: 'app-pagination', imports: [RouterLink], templateUrl: './pagination.html' })
export class Pagination {
  readonly shown = input.required<number>();
  readonly total = input.required<number>();
  readonly ends = input.required<PageEnds>();
  /** The cursor this page began after, if it is not the first. */
  readonly after = input<string>();

  protected readonly needed = computed(() => this.ends().hasNextPage || this.after() !== undefined);
  protected readonly next = computed(() => ({ after: this.ends().endCursor }));
  protected readonly first = { after: null };

  /** The links go with the list they stand under: the focus goes on from the heading. */
  protected toHeading(): void {
    const heading = document.querySelector<HTMLElement>('#main h1');
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus();
  }
}
