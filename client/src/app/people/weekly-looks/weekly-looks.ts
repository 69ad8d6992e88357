import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { LookDigestDocument, ReadLookDigestDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { dayInWords } from '../../ui/time';

/** For managers and administrators: how much each of their own people was shown in the last week. */
@Component({
  selector: 'app-weekly-looks',
  imports: [LoadState, NotSaved, RouterLink],
  templateUrl: './weekly-looks.html',
})
export class WeeklyLooks {
  private readonly flash = inject(Flash);

  protected readonly page = query(LookDigestDocument, () => ({}));
  protected readonly act = newAct();
  protected readonly digest = computed(() => (this.page.hasValue() ? this.page.value().lookDigest : undefined));
  protected readonly week = computed(() => dayInWords(this.digest()?.monday ?? ''));

  protected read(id: string): void {
    const done = (): void => {
      this.flash.say('Written down that you have gone through it.');
      this.page.reload();
    };
    void this.act.send(ReadLookDigestDocument, { id }, { done });
  }
}
