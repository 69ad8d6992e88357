import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DraftDocument } from '../../api/generated';
import { query } from '../../api/query';
import { LoadState } from '../../ui/load-state/load-state';
import type { Status } from '../../ui/status-tag/status-tag';
import { type Task, TaskList } from '../../ui/task-list/task-list';
import { formOf } from '../draft/from-story';
import { missingOf } from '../draft/missing';
import type { StoryForm } from '../draft/story-form';

const TOLD: Status = { word: 'Told', tone: 'good' };
const EMPTY: Status = { word: 'Optional', tone: 'over' };
const NEEDED: Status = { word: 'Needed to send', tone: 'act' };
const READY: Status = { word: 'Ready to send', tone: 'good' };
const NOT_YET: Status = { word: 'Not yet', tone: 'over' };

/** Everything that can be told about a draft, in any order, and how far it has come. */
@Component({ selector: 'app-tasks', imports: [LoadState, RouterLink, TaskList], templateUrl: './tasks.html' })
export class Tasks {
  readonly id = input.required<string>();

  protected readonly page = query(DraftDocument, () => ({ id: this.id() }));
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  private readonly form = computed(() => {
    const story = this.referral()?.story;
    return story ? formOf(story, new Date()) : undefined;
  });
  protected readonly first = computed(() => tasksOf(this.form(), this.id(), FIRST));
  protected readonly more = computed(() => tasksOf(this.form(), this.id(), MORE));
  protected readonly others = computed(() => tasksOf(this.form(), this.id(), OTHERS));
  protected readonly last = computed(() => tasksOf(this.form(), this.id(), LAST));
}

interface TaskRule {
  readonly title: string;
  readonly page: string;
  readonly hint?: string;
  readonly status: (form: StoryForm) => Status;
}

const FIRST: readonly TaskRule[] = [
  {
    title: 'The minimum: contact, who, unsafe areas, tonight',
    page: 'story',
    status: (form) => (missingOf(form).length === 0 ? TOLD : NEEDED),
  },
];

const MORE: readonly TaskRule[] = [
  {
    title: 'The people who need a place',
    page: 'household',
    hint: 'Names, dates of birth, pregnancy, pets',
    status: household,
  },
  { title: 'Reaching the survivor safely', page: 'contact', hint: 'Hours, code word, interpreter', status: contact },
  {
    title: 'Support and history',
    page: 'needs',
    status: ({ needs, history }) => (needs.length > 0 || answered(Object.values(history)) ? TOLD : EMPTY),
  },
  {
    title: 'Background and funding',
    page: 'background',
    hint: 'Home district, immigration, what a service should know',
    status: ({ background, homeAreaCode, immigration }) => (background || homeAreaCode || immigration ? TOLD : EMPTY),
  },
];

const OTHERS: readonly TaskRule[] = [
  {
    title: 'Who must not see this',
    page: 'keep-out',
    hint: 'Names of the perpetrator and others, organisations',
    status: () => EMPTY,
  },
  {
    title: 'Dates that may change how safe they are',
    page: 'dates',
    hint: 'A release, the end of an order, a hearing',
    status: () => EMPTY,
  },
];

const LAST: readonly TaskRule[] = [
  {
    title: 'Check the answers and send',
    page: 'check',
    status: (form) => (missingOf(form).length === 0 ? READY : NOT_YET),
  },
];

function household({ preferredName, members, pregnant, pets }: StoryForm): Status {
  const named = members.some(({ name, dateOfBirth }) => name !== '' || dateOfBirth !== '');
  return named || preferredName !== '' || pets.length > 0 || answered([pregnant]) ? TOLD : EMPTY;
}

function contact({ channels, codeWord, interpreterLanguage, ifNoContact }: StoryForm): Status {
  const more = channels.length > 1 || channels.some(({ from, whoMayAnswer }) => from !== '' || whoMayAnswer !== '');
  return more || codeWord || interpreterLanguage || ifNoContact !== 'NOT_ASKED' ? TOLD : EMPTY;
}

function answered(answers: readonly string[]): boolean {
  return answers.some((answer) => answer !== 'NOT_KNOWN');
}

function tasksOf(form: StoryForm | undefined, id: string, rules: readonly TaskRule[]): readonly Task[] {
  if (form === undefined) return [];
  return rules.map(({ title, page, hint, status }) => ({
    title,
    path: `/referrals/${id}/${page}`,
    status: status(form),
    ...(hint === undefined ? {} : { hint }),
  }));
}
