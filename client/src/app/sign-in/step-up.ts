import { afterNextRender, Component, computed, ElementRef, inject, input, output, signal } from '@angular/core';
import { post } from '../api/post';
import { Session } from '../api/session';
import { ErrorSummary } from '../ui/error-summary/error-summary';
import { byField, type FieldError } from '../ui/error-summary/errors';
import { TextField } from '../ui/field/text-field';
import { problemOf } from './problem';

/**
 * Asks somebody who is signed in to prove once more who they are, before something that a stranger at the desk must not
 * do. Counts for five minutes. Takes the focus when it appears, because the page has just refused to go on without it.
 */
@Component({ selector: 'app-step-up', imports: [ErrorSummary, TextField], templateUrl: './step-up.html' })
export class StepUp {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly session = inject(Session);

  /** What it is asked for, in one sentence. */
  readonly why = input('You have been signed in for a while. It takes a moment, and counts for five minutes.');
  /** The person has proved it: what was refused can be asked for again. */
  readonly steppedUp = output();

  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly by = computed(() => byField(this.errors()));

  constructor() {
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>('h2')?.focus());
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    if (this.password() === '') {
      this.errors.set([{ field: 'password', message: 'Enter your password.' }]);
      return;
    }
    this.busy.set(true);
    const answer = await post('/auth/step-up', { password: this.password() });
    this.busy.set(false);
    if (answer?.status === 401) this.session.lock();
    this.errors.set(problemOf(answer));
    if (this.errors().length > 0) return;
    this.password.set('');
    this.steppedUp.emit();
  }
}
