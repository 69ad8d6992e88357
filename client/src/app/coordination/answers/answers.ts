import { Component, computed, input } from '@angular/core';
import { ServiceAnswersDocument, type ServiceAnswersQuery } from '../../api/generated';
import { query } from '../../api/query';
import { LoadState } from '../../ui/load-state/load-state';
import { monthInWords, numberInWords } from '../gaps/gap-words';
import { answerTables, reasonRows } from './answer-words';

/** How services have answered, why they said no, and whether some are refused more often than others. */
@Component({
  selector: 'app-answers',
  imports: [LoadState],
  templateUrl: './answers.html',
})
export class Answers {
  /** The service in the address; left out: all of them. */
  readonly serviceId = input<string>();

  protected readonly page = query(ServiceAnswersDocument, () => ({ serviceId: this.serviceId() ?? null }));
  protected readonly answers = computed(() => (this.page.hasValue() ? this.page.value().serviceAnswers : undefined));
  protected readonly tables = computed(() => listOf(this.answers(), answerTables));
  protected readonly reasons = computed(() => listOf(this.answers(), reasonRows));
  protected readonly words = computed(() => {
    const answers = this.answers();
    return {
      whose: answers?.service?.name ?? 'All services',
      months: answers ? `${monthInWords(answers.from)} to ${monthInWords(answers.to)}` : '',
      ...numbersOf(answers),
      isEmpty: answers?.answered === 0,
    };
  });
}

type Numbers = Pick<ServiceAnswersQuery['serviceAnswers'], 'answered' | 'no' | 'byPhone'>;

/** The sums in words; before they are here they read as not shown. */
function numbersOf({ answered, no, byPhone }: Numbers = { answered: null, no: null, byPhone: null }) {
  return { answered: numberInWords(answered), no: numberInWords(no), byPhone: numberInWords(byPhone) };
}

function listOf<T, R>(of: T | undefined, rows: (of: T) => readonly R[]): readonly R[] {
  return of === undefined ? [] : rows(of);
}
