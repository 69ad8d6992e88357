import { computed, DestroyRef, effect, inject, signal, untracked, type Signal } from '@angular/core';
import { Clock } from '../../api/clock';
import { Connection } from '../../api/connection';
import {
  DraftDocument,
  type DraftQuery,
  SaveDraftDocument,
  type SaveDraftInput,
  type StoryInput,
} from '../../api/generated';
import { Api, FaultError, SignedOutError } from '../../api/graphql';
import { query } from '../../api/query';
import { Session } from '../../api/session';
import { type DraftAnswer, type DraftSave, DraftSaver } from './draft-saver';
import { formOf } from './from-story';
import { EMPTY_FORM, type StoryForm } from './story-form';
import { toInput } from './to-input';

type Priority = NonNullable<SaveDraftInput['priority']>;
type Contents = { readonly story: StoryInput; readonly priority: Priority; readonly source: string };
export type DraftReferral = NonNullable<DraftQuery['referral']>;

/**
 * A draft that is open on a page: what is typed, kept in memory, and saved as it changes.
 * Make it in a component's field; it lives as long as the page.
 */
export class Draft {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly clock = inject(Clock);
  private readonly saver = new DraftSaver<Contents>(
    (save) => this.save(save),
    () => this.clock.now(),
  );
  private readonly saved: Signal<DraftReferral | undefined>;
  private readonly typed = signal<StoryForm>(EMPTY_FORM);
  readonly priority = signal<Priority>('P1_TONIGHT');
  private readonly source = signal('LOCAL_HOUSING_AUTHORITY');

  readonly form: Signal<StoryForm> = this.typed.asReadonly();
  readonly state = this.saver.state;
  /** What was last read from the server; undefined for a new draft. */
  readonly read;

  constructor(id: () => string | undefined) {
    this.read = query(DraftDocument, () => (id() === undefined ? undefined : { id: id() ?? '' }));
    this.saved = computed(() => (this.read.hasValue() ? (this.read.value().referral ?? undefined) : undefined));
    effect(() => {
      const referral = this.saved();
      if (referral) untracked(() => this.open(referral));
    });
    this.saveAtTheRightTimes();
  }

  get referralId(): string | undefined {
    return this.saver.referralId;
  }

  /** Takes a change to the story, to be saved soon. */
  change(change: (form: StoryForm) => StoryForm): void {
    this.typed.update(change);
    this.saver.change(this.contents());
  }

  patch(facts: Partial<StoryForm>): void {
    this.change((form) => ({ ...form, ...facts }));
  }

  setPriority(priority: string): void {
    this.priority.set(priority as Priority);
    this.saver.change(this.contents());
  }

  /** Leaves this draft, which is saved, and begins a new one on the same page. */
  async restart(): Promise<void> {
    if (!(await this.saver.flush())) return;
    this.saver.continueFrom({});
    this.typed.set(EMPTY_FORM);
    this.priority.set('P1_TONIGHT');
  }

  /** Saves now. @returns whether everything is saved */
  flush(): Promise<boolean> {
    return this.saver.flush();
  }

  /** Saves what is not saved yet. What cannot be saved now is left behind only if the reader says so. */
  async mayLeave(): Promise<boolean> {
    return (
      !this.saver.dirty || (await this.saver.flush()) || confirm('Not everything here is saved. Leave the page anyway?')
    );
  }

  /** After a conflict: what is on this page wins. */
  keepMine(): Promise<boolean> {
    this.saver.change(this.contents());
    return this.saver.overwrite();
  }

  /** After a conflict: shows what is saved instead of what is on this page. */
  takeTheirs(): void {
    this.read.reload();
  }

  private open(referral: DraftReferral): void {
    this.saver.continueFrom({ referralId: referral.id, rev: referral.rev });
    this.priority.set(referral.priority);
    this.source.set(referral.source);
    if (referral.story) this.typed.set(formOf(referral.story, new Date(this.clock.now())));
  }

  private contents(): Contents {
    return { story: toInput(this.typed()), priority: this.priority(), source: this.source() };
  }

  private async save({ idempotencyKey, referralId, rev, contents }: DraftSave<Contents>): Promise<DraftAnswer> {
    const place = referralId === undefined ? {} : { referralId, rev: rev ?? null };
    try {
      const { saveDraft } = await this.api.run(SaveDraftDocument, { input: { idempotencyKey, ...place, ...contents } });
      return saveDraft;
    } catch (error) {
      if (error instanceof FaultError) {
        return { userErrors: [{ code: 'FAULT', message: error.message, field: error.field ?? null }] };
      }
      if (error instanceof SignedOutError) this.session.lock();
      throw error;
    }
  }

  // Back online, signed in again, or leaving the page: then there is no waiting for the next try.
  private saveAtTheRightTimes(): void {
    const online = inject(Connection).online;
    effect(() => {
      if (online() && !this.session.locked() && untracked(() => this.saver.dirty)) void this.saver.flush();
    });
    const warn = (event: BeforeUnloadEvent): void => {
      if (this.saver.dirty) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('beforeunload', warn);
      this.saver.stop();
    });
  }
}
