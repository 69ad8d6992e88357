import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import {
  AskFactorResetDocument,
  BringBackPersonDocument,
  ChangePersonDocument,
  ConfirmFactorResetDocument,
  ConfirmPersonDocument,
  PersonDocument,
  ShutOutPersonDocument,
} from '../../api/generated';
import { query } from '../../api/query';
import { StepUp } from '../../sign-in/step-up';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { resetWords } from '../reset-words';
import { isReviewDue, personRow } from '../person-words';
import { PostForm } from '../post-form';

/** One account: changing what the person does, shutting them out, bringing them back. */
@Component({
  selector: 'app-person',
  imports: [CheckboxesField, ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink, StatusTag, StepUp],
  templateUrl: './person.html',
})
export class Person {
  private readonly flash = inject(Flash);
  private readonly openedAt = new Date(inject(Clock).now());
  /** The person's id, from the address. */
  readonly id = input.required<string>();

  protected readonly page = query(PersonDocument, () => ({ id: this.id() }));
  protected readonly person = computed(() => (this.page.hasValue() ? this.page.value().person : undefined));
  private readonly posts = computed(() => (this.page.hasValue() ? this.page.value().postsToGive : undefined));
  protected readonly row = computed(() => {
    const person = this.person();
    return person ? personRow(person, this.openedAt) : undefined;
  });
  protected readonly reviewDue = computed(() => {
    const person = this.person();
    return person ? isReviewDue(person, this.openedAt) : false;
  });
  protected readonly reset = computed(() => {
    const reset = this.person()?.reset;
    return reset ? resetWords(reset, this.openedAt) : undefined;
  });
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly post = new PostForm(this.posts);
  /** What is sent again once the reader has proved who they are. */
  protected readonly again = signal<(() => void) | undefined>(undefined);
  protected readonly asksForProof = computed(() => this.act.refusals().some(({ code }) => code === 'STEP_UP_NEEDED'));

  constructor() {
    effect(() => {
      const person = this.person();
      if (!person) return;
      untracked(() => {
        this.post.role.set(person.role);
        this.post.serviceIds.set(person.services.map(({ id }) => id));
      });
    });
  }

  protected change(event: Event): void {
    event.preventDefault();
    if (!this.errors.accept(this.post.faults())) return;
    this.send(() => {
      const input = { personId: this.id(), ...this.post.chosen() };
      void this.act.send(ChangePersonDocument, input, {
        done: this.told('The account is changed. They sign in again.'),
      });
    });
  }

  protected shutOut(): void {
    const done = this.told('Shut out. Every session of theirs has ended.');
    void this.act.send(ShutOutPersonDocument, { personId: this.id() }, { done });
  }

  protected bringBack(): void {
    this.send(() => {
      const done = this.told('They can sign in again.');
      void this.act.send(BringBackPersonDocument, { personId: this.id() }, { done });
    });
  }

  protected confirm(): void {
    const done = this.told('They keep their access.');
    void this.act.send(ConfirmPersonDocument, { personId: this.id() }, { done });
  }

  protected askReset(): void {
    this.send(() => {
      const done = this.told('Asked. Another administrator or the county coordinator has to agree.');
      void this.act.send(AskFactorResetDocument, { personId: this.id() }, { done });
    });
  }

  protected confirmReset(): void {
    this.send(() => {
      const done = this.told('You have agreed. The person can still stop it.');
      void this.act.send(ConfirmFactorResetDocument, { personId: this.id() }, { done });
    });
  }

  private send(work: () => void): void {
    this.again.set(work);
    work();
  }

  private told(message: string): () => void {
    return () => void this.flash.sayAt('/people', message);
  }
}
