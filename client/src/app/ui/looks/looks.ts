import { Component, computed, input } from '@angular/core';
import type { LooksFragment } from '../../api/generated';
import { Pagination } from '../pagination/pagination';
import { Timeline } from '../timeline/timeline';
import { lookItem } from '../words/looks';

/** Who looked at a record, the latest first. */
@Component({ selector: 'app-looks', imports: [Pagination, Timeline], templateUrl: './looks.html' })
export class Looks {
  readonly looks = input.required<LooksFragment>();
  /** The cursor this page began after, if it is not the first. */
  readonly after = input<string>();

  protected readonly items = computed(() => this.looks().edges.map(({ node }) => lookItem(node)));
}
