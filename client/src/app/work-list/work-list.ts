import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
@Component({
  selector: 'app-work-list',
  imports: [RouterLink],
  template: `<h1 class="govuk-heading-l">My work</h1><a routerLink="/help">x</a>`,
})
export class WorkList {}
