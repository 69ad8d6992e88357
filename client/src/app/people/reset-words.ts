import { dayAndTime } from '../ui/time';

/** What has been asked about somebody's passkeys, app and recovery codes. Times are ISO 8601. */
export interface AskedReset {
  readonly askedAt: string;
  readonly takesEffectAt?: string | null;
  readonly askedByViewer: boolean;
}

/** A reset in words, and whether the reader is the one to agree. */
export function resetWords(reset: AskedReset, now: Date): { readonly text: string; readonly mayAgree: boolean } {
  const asked = dayAndTime(new Date(reset.askedAt), now);
  if (reset.takesEffectAt) {
    const text = `Two people have agreed. What is lost is taken away ${dayAndTime(new Date(reset.takesEffectAt), now)}.`;
    return { text, mayAgree: false };
  }
  return reset.askedByViewer
    ? { text: `You asked ${asked}. Another administrator or the coordinator has to agree.`, mayAgree: false }
    : {
        text: `Another administrator asked ${asked} to take away what is lost. Make sure that it is true.`,
        mayAgree: true,
      };
}
