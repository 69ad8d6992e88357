import { Component, computed, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ServicesThatRingDocument } from '../../api/generated';
import { query } from '../../api/query';
import { TextField } from '../../ui/field/text-field';
import { LoadState } from '../../ui/load-state/load-state';

/** A service rings that cannot reach its pages: which one is it? */
@Component({
  selector: 'app-by-phone',
  imports: [LoadState, RouterLink, TextField],
  templateUrl: './by-phone.html',
})
export class ByPhone {
  protected readonly page = query(ServicesThatRingDocument, () => ({}));
  protected readonly typed = signal('');
  protected readonly rows = computed(() => {
    const part = this.typed().trim().toLowerCase();
    const all = this.page.hasValue() ? this.page.value().servicesThatRing : [];
    return all.filter(({ name, organisation }) => `${name} ${organisation.name}`.toLowerCase().includes(part));
  });
}
