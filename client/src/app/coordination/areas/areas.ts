import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Clock } from '../../api/clock';
import { AreaVacanciesDocument } from '../../api/generated';
import { query } from '../../api/query';
import { LiveRefresh } from '../../ui/live-refresh/live-refresh';
import { LoadState } from '../../ui/load-state/load-state';
import { civilDay } from '../../ui/time';
import { areaRows, totalOf } from './area-rows';

/** How many spaces are free in which area: as tiles, and as a table of the same numbers. */
@Component({
  selector: 'app-areas',
  imports: [LiveRefresh, LoadState, RouterLink],
  templateUrl: './areas.html',
})
export class Areas {
  private readonly today = civilDay(new Date(inject(Clock).now()));

  protected readonly page = query(AreaVacanciesDocument, () => ({}));
  protected readonly rows = computed(() =>
    this.page.hasValue() ? areaRows(this.page.value().areaVacancies, this.today) : [],
  );
  protected readonly total = computed(() => totalOf(this.rows()));
}
