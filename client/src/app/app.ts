import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { REFUSALS } from '@openhaven/domain/refusal';
@Component({ selector: 'app-root', imports: [RouterOutlet], template: `{{ text }}<router-outlet />` })
export class App { protected readonly text = REFUSALS.UNIT_NOT_VACANT; }
