import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { areaName } from '@openhaven/domain/area';
import { newAct } from '../../api/act';
import {
  FindPlacesDocument,
  PlaceHoldDocument,
  type PlacePartsFragment,
  SendRequestsDocument,
} from '../../api/generated';
import { query } from '../../api/query';
import { DataAge } from '../../ui/data-age/data-age';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { type Option } from '../../ui/field/field';
import { SelectField } from '../../ui/field/select-field';
import { Flash } from '../../ui/flash';
import { LiveRefresh } from '../../ui/live-refresh/live-refresh';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { count } from '../../ui/time';
import { MOST_COMPARED } from '../compare/compare-rows';
import { HOME_NOT_KNOWN } from '../../ui/words/journey';
import { ReferralHeader } from '../referral-header/referral-header';
import { type AreaTile, areaTiles } from './area-tiles';
import { type Section, sectionsOf, type UnitCard } from './place-cards';

/** Places for one referral: what fits first, with reasons and age, and the ways to ask for them. */
@Component({
  selector: 'app-places',
  imports: [
    DataAge,
    ErrorSummary,
    LiveRefresh,
    LoadState,
    NotSaved,
    ReferralHeader,
    RouterLink,
    SelectField,
    StatusTag,
  ],
  templateUrl: './places.html',
})
export class Places {
  private readonly router = inject(Router);
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();
  /** Filters, as they stand in the address. */
  readonly area = input<string>();
  readonly living = input<string>();
  readonly confirmed = input<string>();

  protected readonly page = query(FindPlacesDocument, () => ({ id: this.id() }));
  protected readonly ask = newAct();
  protected readonly hold = newAct();
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  private readonly search = computed(() => (this.page.hasValue() ? this.page.value().findPlaces : undefined));
  private readonly filter = computed(() => ({ area: this.area(), living: this.living(), confirmed: this.confirmed() }));
  private readonly home = computed(() => this.referral()?.story?.homeAreaCode);
  protected readonly sections = computed(() => sectionsOfSearch(this.search(), this.filter(), this.home()));
  /** Said where somebody reads the story and nobody has told where they live. */
  protected readonly homeNotKnown = computed(() => (this.referral()?.story && !this.home() ? HOME_NOT_KNOWN : ''));
  protected readonly nothing = computed(
    () => this.search() && this.sections().every(({ cards }) => cards.length === 0),
  );
  protected readonly shown = computed(() => count(freeShown(this.sections()), 'free place') + ' shown');
  protected readonly mayAsk = computed(() => this.referral()?.actions.includes('sendRequests') ?? false);
  protected readonly refusals = computed(() => [...this.ask.refusals(), ...this.hold.refusals()]);

  private readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly isChosen = computed(() => Object.fromEntries([...this.chosen()].map((id) => [id, true])));
  protected readonly askLabel = computed(() =>
    this.chosen().size === 0 ? 'Ask the chosen services' : `Ask ${count(this.chosen().size, 'service')}`,
  );
  /** Units to be looked at side by side, in the order in which they were chosen. */
  private readonly comparing = signal<readonly string[]>([]);
  protected readonly isCompared = computed(() => Object.fromEntries(this.comparing().map((id) => [id, true])));
  protected readonly compareLink = computed(() => compareLinkOf(this.comparing()));
  protected readonly tiles = computed(() => tilesOf(this.search()));
  protected readonly nextBest = signal<readonly PlacePartsFragment[]>([]);
  protected readonly areas = computed(() => areaOptions(this.search()));
  protected readonly livings: readonly Option[] = [
    { value: 'own', label: 'Self-contained' },
    { value: 'shared', label: 'Shared' },
  ];
  protected readonly ages: readonly Option[] = [{ value: 'lately', label: 'Confirmed in the last 24 hours' }];

  protected async setFilter(name: string, value: string): Promise<void> {
    const queryParams = { [name]: value === '' ? null : value };
    await this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected choose(serviceId: string): void {
    this.chosen.update((chosen) => {
      const next = new Set(chosen);
      if (!next.delete(serviceId)) next.add(serviceId);
      return next;
    });
  }

  protected compareWith(unitId: string): void {
    this.comparing.update((chosen) =>
      chosen.includes(unitId) ? chosen.filter((one) => one !== unitId) : [...chosen, unitId].slice(-MOST_COMPARED),
    );
  }

  protected async send(): Promise<void> {
    const serviceIds = [...this.chosen()];
    await this.ask.send(
      SendRequestsDocument,
      { referralId: this.id(), serviceIds },
      {
        done: ({ sendRequests }) => {
          const asked = count(sendRequests.requests.length, 'service');
          void this.flash.sayAt(`/referrals/${this.id()}`, `${asked} asked. Each now has its own clock.`);
        },
        refused: () => this.page.reload(),
      },
    );
  }

  protected async keep(unit: UnitCard): Promise<void> {
    this.nextBest.set([]);
    const { unitId, joinedUnitId, unitRev } = unit;
    await this.hold.send(
      PlaceHoldDocument,
      { referralId: this.id(), unitId, joinedUnitId, unitRev },
      {
        done: () =>
          void this.flash.sayAt(`/referrals/${this.id()}`, 'The space is kept free while the service decides.'),
        refused: ({ placeHold }) => {
          this.nextBest.set(placeHold.nextBest);
          this.page.reload();
        },
      },
    );
  }
}

function freeShown(sections: readonly Section[]): number {
  return sections
    .flatMap(({ cards }) => cards.flatMap(({ units }) => units))
    .reduce((sum, { more }) => sum + 1 + more, 0);
}

type Search = Parameters<typeof sectionsOf>[0] | null | undefined;
type SectionsWish = Parameters<typeof sectionsOf> extends [unknown, ...infer Rest] ? Rest : never;

function sectionsOfSearch(search: Search, ...about: SectionsWish): readonly Section[] {
  return search ? sectionsOf(search, ...about) : [];
}

function tilesOf(search: Search): readonly AreaTile[] {
  return search ? areaTiles(search) : [];
}

/** Where two or three places are shown side by side; with one there is nothing to compare, but a page to print. */
function compareLinkOf(chosen: readonly string[]): { readonly units: string; readonly text: string } | undefined {
  if (chosen.length === 0) return undefined;
  const text = chosen.length === 1 ? 'Show this place on a page of its own' : `Compare ${chosen.length} places`;
  return { units: chosen.join(','), text };
}

/** The areas in which something was found, to filter by. */
function areaOptions(search: Search): readonly Option[] {
  if (!search) return [];
  const found = [...search.fits, ...search.ask, ...search.nearest, ...search.services].map(
    ({ service }) => service.publishedAreaCode,
  );
  return [...new Set(found)]
    .map((code) => ({ value: code, label: areaName(code) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'en-GB'));
}
