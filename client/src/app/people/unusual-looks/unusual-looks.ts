import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { ReviewUnusualLooksDocument, UnusualLooksDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { unusualRow } from './unusual-words';

/** For coordinators and privacy officers: people who looked at more than their work explains. */
@Component({
  selector: 'app-unusual-looks',
  imports: [ErrorSummary, LoadState, NotSaved, RouterLink],
  templateUrl: './unusual-looks.html',
})
export class UnusualLooks {
  private readonly flash = inject(Flash);

  protected readonly page = query(UnusualLooksDocument, () => ({}));
  protected readonly act = newAct();
  protected readonly rows = computed(() =>
    this.page.hasValue() ? this.page.value().unusualLooks.map(unusualRow) : [],
  );

  protected async decide(id: string, finding: 'EXPLAINED' | 'NOT_EXPLAINED'): Promise<void> {
    await this.act.send(
      ReviewUnusualLooksDocument,
      { id, finding },
      {
        done: () => {
          this.flash.say('Written down.');
          this.page.reload();
        },
      },
    );
  }
}
