import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Status, StatusTag } from '../status-tag/status-tag';

export interface Task {
  readonly title: string;
  readonly path: string;
  readonly hint?: string;
  readonly status: Status;
}

/** Things to do in any order, each with how far it has come. */
@Component({
  selector: 'app-task-list',
  imports: [RouterLink, StatusTag],
  templateUrl: './task-list.html',
  host: { '[attr.id]': 'null' },
})
export class TaskList {
  /** Begins the ids of the rows. */
  readonly id = input.required<string>();
  readonly tasks = input.required<readonly Task[]>();
}
