import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { ConflictsDocument, ReviewConflictDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { conflictRow } from './conflict-words';

/** For the coordinators: households that may be in each other's way. */
@Component({
  selector: 'app-conflicts',
  imports: [ErrorSummary, LoadState, NotSaved, RouterLink],
  templateUrl: './conflicts.html',
})
export class Conflicts {
  private readonly flash = inject(Flash);

  protected readonly page = query(ConflictsDocument, () => ({}));
  protected readonly act = newAct();
  protected readonly rows = computed(() =>
    this.page.hasValue() ? this.page.value().possibleConflicts.map(conflictRow) : [],
  );

  protected async decide(conflictId: string, verdict: 'KEEP_APART' | 'DIFFERENT_PEOPLE'): Promise<void> {
    await this.act.send(
      ReviewConflictDocument,
      { conflictId, verdict },
      {
        done: () => {
          this.flash.say(verdict === 'KEEP_APART' ? 'They are kept apart.' : 'They are not kept apart any more.');
          this.page.reload();
        },
      },
    );
  }
}
