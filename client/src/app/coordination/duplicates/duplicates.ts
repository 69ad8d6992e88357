import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import {
  DuplicatesDocument,
  MergeReferralsDocument,
  TellApartDocument,
  UnmergeReferralsDocument,
} from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { duplicateRow } from './duplicate-words';

/** For the coordinators: referrals that may be about one household. */
@Component({
  selector: 'app-duplicates',
  imports: [ErrorSummary, LoadState, NotSaved, RouterLink],
  templateUrl: './duplicates.html',
})
export class Duplicates {
  private readonly flash = inject(Flash);

  protected readonly page = query(DuplicatesDocument, () => ({}));
  protected readonly act = newAct();
  protected readonly rows = computed(() =>
    this.page.hasValue() ? this.page.value().possibleDuplicates.map(duplicateRow) : [],
  );

  protected async merge(
    duplicateId: string,
    { id: referralId, reference }: { id: string; reference: string },
  ): Promise<void> {
    const message = `They are one now: ${reference} stays. Tell both who refer.`;
    await this.act.send(MergeReferralsDocument, { duplicateId, referralId }, this.then(message));
  }

  protected async tellApart(duplicateId: string): Promise<void> {
    await this.act.send(TellApartDocument, { duplicateId }, this.then('They are different households.'));
  }

  protected async unmerge(duplicateId: string): Promise<void> {
    const message = 'They are two again. Tell both who refer: places have to be asked anew.';
    await this.act.send(UnmergeReferralsDocument, { duplicateId }, this.then(message));
  }

  private then(message: string) {
    const done = (): void => {
      this.flash.say(message);
      this.page.reload();
    };
    return { done, refused: (): void => void this.page.reload() };
  }
}
