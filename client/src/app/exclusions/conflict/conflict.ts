import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { DeclareConflictDocument } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { NotSaved } from '../../ui/not-saved/not-saved';

/** Saying that one knows somebody in the case, of a referral or of a request. Nothing of either is shown or asked. */
@Component({ selector: 'app-conflict', imports: [ErrorSummary, NotSaved, RouterLink], templateUrl: './conflict.html' })
export class Conflict {
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();
  /** What the id is of: part of the route. */
  readonly of = input.required<'referral' | 'request'>();

  protected readonly act = newAct();
  protected readonly back = computed(() => (this.of() === 'referral' ? '/referrals' : '/requests'));

  protected async declare(): Promise<void> {
    const about = this.of() === 'referral' ? { referralId: this.id() } : { requestId: this.id() };
    await this.act.send(DeclareConflictDocument, about, {
      done: () => void this.flash.sayAt('/work', 'Thank you. It is not shown to you any more.'),
    });
  }
}
