import { Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { SignInForm } from './sign-in-form';

/** Stands at its own address, and at the address of any page that one must be signed in for. */
@Component({ selector: 'app-sign-in', imports: [RouterLink, SignInForm], templateUrl: './sign-in.html' })
export class SignIn {
  private readonly router = inject(Router);

  protected async goOn(): Promise<void> {
    const wanted = location.pathname + location.search;
    await this.router.navigateByUrl(wanted === '/sign-in' ? '/' : wanted);
  }
}
