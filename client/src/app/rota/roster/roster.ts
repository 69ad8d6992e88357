import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { RemoveCoverDocument, RotaDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Session } from '../../api/session';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { coverInWords, gapsInWords, personInWords, rosterDays, shiftInWords } from '../rota-words';

/** Who of a service is on call in the next seven days, and when nobody is. */
@Component({
  selector: 'app-roster-page',
  imports: [ErrorSummary, LoadState, NotSaved, RouterLink, StatusTag],
  templateUrl: './roster.html',
})
export class RosterPage {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);
  private readonly role = inject(Session).role;

  readonly serviceId = input.required<string>();

  protected readonly page = query(RotaDocument, () => ({ serviceId: this.serviceId() }));
  protected readonly act = newAct();
  protected readonly rota = computed(() => (this.page.hasValue() ? this.page.value().rota : undefined));
  protected readonly back = computed(() =>
    this.role() === 'COORDINATOR' ? { path: '/work', text: 'Work list' } : { path: '/vacancies', text: 'Vacancies' },
  );
  /** Whoever answers for the service may be on call there. */
  protected readonly isOwn = computed(() => this.role() !== 'COORDINATOR');
  protected readonly nobody = { word: 'Gap', tone: 'bad' } as const;
  private readonly now = computed(() => new Date(this.clock.now()));
  protected readonly days = computed(() => rosterDays(this.rota()?.roster ?? [], this.now()));
  protected readonly gaps = computed(() => gapsInWords(this.rota()?.roster ?? []));
  protected readonly shifts = computed(() =>
    (this.rota()?.shifts ?? []).map((shift) => `${shiftInWords(shift)}: ${personInWords(shift.person)}`),
  );
  protected readonly covers = computed(() =>
    (this.rota()?.covers ?? []).map((cover) => ({ id: cover.id, words: coverInWords(cover, this.now()) })),
  );

  protected remove(coverId: string): void {
    const done = (): void => {
      this.flash.say('Taken out. The weekly pattern holds at that time.');
      document.getElementById('covers')?.focus();
      this.page.reload();
    };
    const wish = { serviceId: this.serviceId(), rev: this.rota()?.rev ?? null, coverId };
    void this.act.send(RemoveCoverDocument, wish, { done, refused: () => this.page.reload() });
  }
}
