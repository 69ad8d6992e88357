import { describe, expect, it } from '@jest/globals';
import { deviceOf } from './device.ts';

describe('what is kept of a browser', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0',
      'EDGE',
      'WINDOWS',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'CHROME',
      'LINUX',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1',
      'SAFARI',
      'APPLE_MOBILE',
    ],
    ['Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'FIREFOX', 'ANDROID'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
      'SAFARI',
      'MAC',
    ],
    ['curl/8', 'OTHER', 'OTHER'],
  ])('of %p is %s on %s, and nothing finer', (agent, browser, system) => {
    expect(deviceOf({ headers: { 'user-agent': agent } })).toEqual({ browser, system });
  });

  it('of one that says nothing is nothing', () => {
    expect(deviceOf({ headers: {} })).toEqual({ browser: 'OTHER', system: 'OTHER' });
  });
});
