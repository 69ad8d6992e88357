import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** The accessibility statement. */
@Component({ selector: 'app-accessibility', imports: [RouterLink], templateUrl: './accessibility.html' })
export class Accessibility {}
