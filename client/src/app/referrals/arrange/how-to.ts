import type { ArrangementKind } from '@openhaven/domain/arrangement';

/** What to do, and whom to ask, for each thing to arrange. */
export const HOW_TO: Readonly<Record<ArrangementKind, string>> = {
  CHILDRENS_SERVICES:
    'Tell children’s social care today: somebody under 18 is owed help by them, beside what housing owes. A place may be looked for meanwhile.',
  MVDAC:
    'Apply to the Home Office for the concession. It gives three months of recourse to public funds. When it is granted, write down its last day: you are reminded 60, 30 and 14 days before.',
  CHILDREN_ACT:
    'Ask children’s social care to assess the children as in need, under section 17 of the Children Act 1989. They can pay for a place while they do.',
  FUNDING_ROUTE:
    'Ask adult social care about care needs, and charities that pay for places of people without recourse to public funds.',
  PET_FOSTERING:
    'The place that is kept for them does not take the pet. Ask a fostering service for pets of people who flee: the pet is kept in secret until they can have it back.',
  TRANSPORT:
    'Agree with them how they travel, who comes along and who pays. A refuge that belongs to Rail to Refuge can book a free train ticket. Somebody may follow a car or a telephone: ask about both before they set off.',
};
