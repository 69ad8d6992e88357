import { Component, computed, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { InvitePersonDocument, PostsToGiveDocument } from '../../api/generated';
import { query } from '../../api/query';
import { StepUp } from '../../sign-in/step-up';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { RadiosField } from '../../ui/field/radios-field';
import { TextField } from '../../ui/field/text-field';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { PostForm } from '../post-form';

/** Inviting somebody: their address, their role, and then a code to hand over. */
@Component({
  selector: 'app-invite',
  imports: [CheckboxesField, ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink, StepUp, TextField],
  templateUrl: './invite.html',
})
export class Invite {
  protected readonly page = query(PostsToGiveDocument, () => ({}));
  protected readonly posts = computed(() => (this.page.hasValue() ? this.page.value().postsToGive : undefined));
  protected readonly domains = computed(() => (this.posts()?.domains ?? []).map((one) => `@${one}`).join(' or '));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly post = new PostForm(this.posts);
  protected readonly name = signal('');
  protected readonly email = signal('');
  /** The code to hand over: shown now and never again. */
  protected readonly code = signal('');
  protected readonly invited = signal('');
  protected readonly asksForProof = computed(() => this.act.refusals().some(({ code }) => code === 'STEP_UP_NEEDED'));

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.errors.accept(this.faults())) this.send();
  }

  protected send(): void {
    const input = { name: this.name(), email: this.email(), ...this.post.chosen() };
    const done = ({ invitePerson }: { readonly invitePerson: { readonly code?: string | null } }): void => {
      this.invited.set(this.name());
      this.code.set(invitePerson.code ?? 'none: it was shown before');
      setTimeout(() => document.getElementById('code-title')?.focus());
    };
    void this.act.send(InvitePersonDocument, input, { done });
  }

  private faults(): readonly FieldError[] {
    const found: FieldError[] = [];
    if (this.name().trim() === '') found.push({ field: 'name', message: 'Enter their name.' });
    if (this.email().trim() === '') found.push({ field: 'email', message: 'Enter their address at work.' });
    return [...found, ...this.post.faults()];
  }
}
