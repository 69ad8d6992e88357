import type { Role } from '../api/session';

export interface NavigationLink {
  readonly path: string;
  readonly text: string;
  /** True: marked as the current page only at exactly this address. */
  readonly exact?: boolean;
}

/** A link, and whether it leads to where one is. */
export interface MarkedLink extends NavigationLink {
  readonly current: boolean;
}

const MY_WORK: NavigationLink = { path: '/work', text: 'My work' };
const REFUGE: readonly NavigationLink[] = [
  MY_WORK,
  { path: '/requests', text: 'Requests' },
  { path: '/vacancies', text: 'Vacancies' },
];

const FIGURES: readonly NavigationLink[] = [
  { path: '/unmet-needs', text: 'Unmet needs' },
  { path: '/answers', text: 'Answers of services' },
];

/** The pages of each role, the work list first. */
export const NAVIGATION: Readonly<Record<Role, readonly NavigationLink[]>> = {
  REFERRER: [
    MY_WORK,
    { path: '/referrals/new', text: 'New referral' },
    { path: '/referrals', text: 'Referrals', exact: true },
  ],
  OUT_OF_AREA_REFERRER: [
    MY_WORK,
    { path: '/likely-place', text: 'Is there a place?' },
    { path: '/referrals/new', text: 'Refer in' },
    { path: '/referrals', text: 'Referrals', exact: true },
  ],
  REFUGE_WORKER: REFUGE,
  REFUGE_MANAGER: REFUGE,
  COORDINATOR: [
    MY_WORK,
    { path: '/board', text: 'Unplaced', exact: true },
    { path: '/board/areas', text: 'Vacancies by area' },
    { path: '/people/county', text: 'Accounts' },
    ...FIGURES,
  ],
  ORG_ADMIN: [MY_WORK, { path: '/people', text: 'People' }],
  PRIVACY_OFFICER: [MY_WORK, { path: '/retention', text: 'Retention' }],
  COMMISSIONER: [MY_WORK, ...FIGURES],
};

/** The links of a role, with the one that leads to `url` marked. */
export function linksOf(role: Role | undefined, url: string): readonly MarkedLink[] {
  const links = role === undefined ? [] : NAVIGATION[role];
  return links.map((link) => ({ ...link, current: leadsTo(link, url.split('?')[0] ?? '') }));
}

function leadsTo(link: NavigationLink, path: string): boolean {
  return path === link.path || (link.exact !== true && path.startsWith(`${link.path}/`));
}
