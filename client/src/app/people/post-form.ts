import { computed, type Signal, signal } from '@angular/core';
import type { PostPartsFragment } from '../api/generated';
import type { FieldError } from '../ui/error-summary/errors';
import { answersForServices, ROLE_WORDS } from './person-words';

/** The choice of a role and its services, on the pages that give one. */
export class PostForm {
  readonly role = signal('');
  readonly serviceIds = signal<readonly string[]>([]);
  readonly roles = computed(() =>
    (this.posts()?.roles ?? []).map((role) => ({ value: role, label: ROLE_WORDS[role] })),
  );
  readonly services = computed(() =>
    (this.posts()?.services ?? []).map(({ id, name }) => ({ value: id, label: name })),
  );
  readonly asksForServices = computed(() => answersForServices(this.role()));

  constructor(private readonly posts: Signal<PostPartsFragment | undefined>) {}

  faults(): readonly FieldError[] {
    if (this.role() === '') return [{ field: 'role', message: 'Choose a role.' }];
    const lacks = this.asksForServices() && this.serviceIds().length === 0;
    return lacks ? [{ field: 'serviceIds', message: 'Choose at least one service.' }] : [];
  }

  /** What is sent: services go only with roles that answer for some. */
  chosen(): { readonly role: PostPartsFragment['roles'][number]; readonly serviceIds: readonly string[] } {
    const role = this.roles().find(({ value }) => value === this.role())?.value;
    if (role === undefined) throw new Error('a form without a role is not sent');
    return { role, serviceIds: this.asksForServices() ? this.serviceIds() : [] };
  }
}
