import { phoneRow, phoneSpaceOptions, sayingOptions } from './by-phone-words';

describe('a service on the telephone', () => {
  it('can say what the server allows, and nothing else', () => {
    const all = ['offerByPhone', 'acknowledgeByPhone', 'declineByPhone', 'sendRequests'];
    expect(sayingOptions(all).map(({ value }) => value)).toEqual(['ACKNOWLEDGE', 'OFFER', 'DECLINE']);
    expect(sayingOptions(['offerByPhone']).map(({ label }) => label)).toEqual(['They offer a space']);
    expect(sayingOptions([])).toEqual([]);
  });

  it('is asked about requests by reference, how soon and how they stand', () => {
    const row = { id: 'q1', reference: 'WOR-7K2M', priority: 'P1_TONIGHT', status: 'SENT', actions: [] } as const;
    expect(phoneRow(row)).toMatchObject({ reference: 'WOR-7K2M', status: { word: expect.any(String) } });
  });

  it('offers one space, or two side by side', () => {
    const reasons = [{ rule: 'PETS', answer: 'ASK_PROVIDER', limit: null, need: null }] as const;
    const spaces = [
      { unitId: 'u1', joinedUnitId: null, label: 'Room 1', answer: 'FITS', reasons: [] },
      { unitId: 'u1', joinedUnitId: 'u2', label: 'Room 1 and Room 2', answer: 'ASK_PROVIDER', reasons },
    ] as const;
    expect(phoneSpaceOptions(spaces).map(({ value }) => value)).toEqual(['u1', 'u1 u2']);
    const small = [{ rule: 'ENOUGH_BEDS', answer: 'CANNOT', limit: 1, need: null }] as const;
    const tooSmall = { unitId: 'u3', joinedUnitId: null, label: 'Room 3', answer: 'CANNOT', reasons: small } as const;
    expect(phoneSpaceOptions([tooSmall])).toEqual([]);
    expect(phoneSpaceOptions(spaces)[1]?.hint).toMatch(/Ask about the pet$/);
  });
});
