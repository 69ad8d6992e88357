import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { civilDateAt } from '@openhaven/domain/calendar';
import { IMMIGRATION_STATUSES } from '@openhaven/domain/codes';
import { Clock } from '../../api/clock';
import { optionsOf } from '../../ui/field/field';
import { SelectField } from '../../ui/field/select-field';
import { TextAreaField } from '../../ui/field/text-area-field';
import { LoadState } from '../../ui/load-state/load-state';
import { districtOptions } from '../../ui/words/areas';
import { tellTaleWarning } from '../../ui/words/tell-tales';
import { Draft } from '../draft/draft';
import { knowsFunding } from '../knows-funding';
import { SaveStatus } from '../save-status/save-status';

/** Where they come from, what funds them, and what a service should know before it meets them. */
@Component({
  selector: 'app-background',
  imports: [LoadState, RouterLink, SaveStatus, SelectField, TextAreaField],
  templateUrl: './background.html',
})
export class Background {
  readonly id = input.required<string>();

  readonly draft = new Draft(() => this.id());
  protected readonly form = this.draft.form;
  protected readonly knowsFunding = knowsFunding();
  protected readonly warning = computed(() => tellTaleWarning(this.form().background));
  protected readonly areas = districtOptions(civilDateAt(new Date(inject(Clock).now())));
  protected readonly immigration = optionsOf(IMMIGRATION_STATUSES);
}
