import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { MattersDocument, ReviewExclusionDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { matterRow } from './matter-words';

/** For the coordinators: people who may have to be kept out of a referral. */
@Component({
  selector: 'app-matters',
  imports: [ErrorSummary, LoadState, NotSaved, RouterLink],
  templateUrl: './matters.html',
})
export class Matters {
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();

  protected readonly page = query(MattersDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly rows = computed(() => (this.referral()?.matters ?? []).map(matterRow));

  protected async decide(userId: string, verdict: 'KEEP_OUT' | 'LET_IN'): Promise<void> {
    await this.act.send(
      ReviewExclusionDocument,
      { referralId: this.id(), userId, verdict },
      {
        done: () => {
          this.flash.say(verdict === 'LET_IN' ? 'They can see it.' : 'They stay out.');
          this.page.reload();
        },
      },
    );
  }
}
