import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** How to get help with the pages, and how to hide them. */
@Component({ selector: 'app-help', imports: [RouterLink], templateUrl: './help.html' })
export class Help {}
