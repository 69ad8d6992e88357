import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { IfNoContact } from '@openhaven/domain/safe-contact';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import type { Option } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';
import { LoadState } from '../../ui/load-state/load-state';
import { CHANNEL, choices, IF_NO_CONTACT } from '../../ui/words/story';
import { Draft } from '../draft/draft';
import { type ChannelForm, EMPTY_CHANNEL } from '../draft/story-form';
import { SaveStatus } from '../save-status/save-status';

const SAFE: Option = { value: 'SAFE', label: 'Safe to use' };
const LEAVE: Option = { value: 'LEAVE', label: 'A message may be left' };

/** How the survivor may be reached, in full: every way, its hours, who may answer, and what if nobody does. */
@Component({
  selector: 'app-contact',
  imports: [CheckboxesField, LoadState, RadiosField, RouterLink, SaveStatus, SelectField, TextField],
  templateUrl: './contact.html',
})
export class Contact {
  readonly id = input.required<string>();

  readonly draft = new Draft(() => this.id());
  protected readonly form = this.draft.form;
  protected readonly channels = computed(() => this.form().channels.map(inRow));
  protected readonly kinds = choices(CHANNEL);
  protected readonly ifNoContact = choices(IF_NO_CONTACT);
  protected readonly flags = [SAFE, LEAVE];

  protected patch(index: number, facts: Partial<ChannelForm>): void {
    const channels = this.form().channels.map((channel, at) => (at === index ? { ...channel, ...facts } : channel));
    this.draft.patch({ channels });
  }

  protected setKind(index: number, kind: string): void {
    this.patch(index, { kind: kind as ChannelForm['kind'] });
  }

  protected setFlags(index: number, flags: readonly string[]): void {
    this.patch(index, { safe: flags.includes(SAFE.value), mayLeaveMessage: flags.includes(LEAVE.value) });
  }

  protected add(): void {
    this.draft.patch({ channels: [...this.form().channels, EMPTY_CHANNEL] });
    const id = `channel-${this.form().channels.length - 1}-kind`;
    setTimeout(() => document.getElementById(id)?.focus());
  }

  protected remove(index: number): void {
    this.draft.patch({ channels: this.form().channels.toSpliced(index, 1) });
    document.getElementById('add-channel')?.focus();
  }

  protected setIfNoContact(answer: string): void {
    this.draft.patch({ ifNoContact: answer as IfNoContact });
  }
}

function inRow(channel: ChannelForm, index: number) {
  return {
    channel,
    id: `channel-${index}`,
    title: `Way ${index + 1}`,
    direct: channel.kind !== 'THROUGH_REFERRER',
    removable: index > 0,
    flags: [...(channel.safe ? [SAFE.value] : []), ...(channel.mayLeaveMessage ? [LEAVE.value] : [])],
  };
}
