import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { STORY_ERASED } from '@openhaven/domain/story';
import { DraftDocument } from '../../api/generated';
import { query } from '../../api/query';
import { LoadState } from '../../ui/load-state/load-state';
import { SummaryList } from '../../ui/summary-list/summary-list';
import { formOf } from '../draft/from-story';
import { storyRows, withoutNumbers } from '../draft/story-rows';

/** The story as it was told, to read. */
@Component({ selector: 'app-told', imports: [LoadState, RouterLink, SummaryList], templateUrl: './told.html' })
export class Told {
  readonly id = input.required<string>();

  protected readonly page = query(DraftDocument, () => ({ id: this.id() }));
  protected readonly erased = computed(() =>
    this.page.hasValue() && this.page.value().referral?.erasedAt ? STORY_ERASED : undefined,
  );
  protected readonly rows = computed(() => {
    const story = this.page.hasValue() ? this.page.value().referral?.story : undefined;
    return story ? storyRows(withoutNumbers(formOf(story, new Date()))) : undefined;
  });
}
