import { readFileSync } from 'node:fs';
import { type AuditReport, verifyAudit } from '../../src/commands/verify-audit.ts';
import { type Act, UsageError } from './act.ts';

const IN_A_LOG_LINE = /"checkpoint":"([^"]+)"/;

/** The checkpoints in a file: one a line, alone or within a line of the log. */
function checkpointsIn(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Whatever the reason, the operator can look at the file.
    throw new UsageError('The file of checkpoints cannot be read.');
  }
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return line.trim() === '' ? [] : [line.trim()];
    const found = IN_A_LOG_LINE.exec(line)?.[1];
    return found === undefined ? [] : [found];
  });
}

const FAULT = {
  MISSING: 'is missing',
  CHANGED: 'is not as it was written',
  OUT_OF_PLACE: 'is not the one that was sealed there',
  REPLACED: 'is not the one that a checkpoint vouched for',
  CUT: 'is missing, with all after it: a checkpoint vouched for more',
} as const;

function inWords(report: AuditReport): readonly string[] {
  const { bad, forged, strays, strayIds, forgedCheckpoints, sealed, waiting, waitingSince, checkpoints } = report;
  const lines = [
    ...(bad ? [`Row ${bad.seq}${bad.id === null ? '' : ` (${bad.id})`} ${FAULT[bad.fault]}.`] : []),
    ...(forged.length > 0 ? [`Written by nobody of the house: ${forged.join(', ')}.`] : []),
    ...(strays === 0 ? [] : [`Neither sealed nor waiting to be: ${strays} rows. ${strayIds.join(', ')}`.trim()]),
    ...(forgedCheckpoints > 0 ? [`Checkpoints made by nobody of the house: ${forgedCheckpoints}.`] : []),
    `${sealed} rows are ${bad ? 'right before it' : 'sealed and right'}.`,
  ];
  if (waitingSince) lines.push(`${waiting} wait to be sealed, the first since ${waitingSince.toISOString()}.`);
  if (checkpoints === 0) lines.push('No checkpoint was given: rows cut off at the end would not be missed.');
  return lines;
}

export const auditVerify: Act = {
  usage: 'audit:verify [--checkpoints FILE]...',
  run: async (context, { words, checkpointFiles }) => {
    if (words.length > 0) throw new UsageError('It verifies the whole record.');
    const report = await verifyAudit(context, { checkpoints: checkpointFiles.flatMap(checkpointsIn) });
    return { ok: report.sound, lines: inWords(report), json: report };
  },
};
