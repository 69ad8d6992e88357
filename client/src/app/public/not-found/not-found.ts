import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** The same page for what does not exist and for what is not for this person. */
@Component({ selector: 'app-not-found', imports: [RouterLink], templateUrl: './not-found.html' })
export class NotFound {}
