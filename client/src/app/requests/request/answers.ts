import type { Asked } from '../asked-request';
import type { SummaryRow } from '../../ui/summary-list/summary-list';
import { basisRows } from '../../ui/words/basis';
import { factRows } from '../facts';
import { takenBackInWords } from '../../ui/words/taken-back';
import { changeToYesInWords, declineInWords, needInWords, routesInWords } from '../../ui/words/reasons';

/** What the service has answered if it said no or took its offer back; empty otherwise. */
export function answerRows(request: Asked): readonly SummaryRow[] {
  const { takenBackAt, declineReason, declineNeed, routesTried, wouldBeYesIf, declineNote } = request;
  if (!declineReason) return [];
  const rows: SummaryRow[] = [{ key: 'Your reason', lines: [declineInWords(declineReason)] }];
  if (takenBackAt) rows.unshift({ key: 'You took your offer back', lines: [takenBackInWords(takenBackAt)] });
  if (declineNeed) rows.push({ key: 'The need', lines: [needInWords(declineNeed)] });
  if (routesTried.length > 0) rows.push({ key: 'Ways to pay that were tried', lines: [routesInWords(routesTried)] });
  if (wouldBeYesIf) rows.push({ key: 'What would have made it a yes', lines: [changeToYesInWords(wouldBeYesIf)] });
  if (declineNote) rows.push({ key: 'Your note', lines: [declineNote] });
  return rows;
}

/** What the answer was made from, with what was known then; empty while there is no answer. */
export function basisOf({ basis }: Asked): readonly SummaryRow[] {
  if (basis === null) return [];
  return [...basisRows(basis), ...(basis.facts ? factRows(basis.facts) : [])];
}

/** Questions of the service with what came back, oldest first. */
export function questionsInWords(questions: Asked['questions']): readonly SummaryRow[] {
  return questions.map(({ question, answer }) => ({
    key: question,
    lines: [answer ?? 'No answer yet. The referrer has been told.'],
  }));
}
