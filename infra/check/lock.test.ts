import { expect, it } from '@jest/globals';
import { faultsOf } from './lock.ts';

const sound = { version: '1.0.0', integrity: 'sha512-x' };

it('finds nothing in a sound lock', () => {
  const packages = {
    '': {},
    server: {},
    'node_modules/@x/server': { resolved: 'server', link: true },
    'node_modules/a': sound,
  };
  expect(faultsOf(packages)).toEqual([]);
});

it('names a binary for another platform that the lock does not have', () => {
  const packages = {
    'node_modules/a': { ...sound, optionalDependencies: { 'a-darwin': '1', 'a-linux': '1' } },
    'node_modules/a-linux': sound,
  };
  expect(faultsOf(packages)).toEqual(['node_modules/a wants a-darwin, which the lock does not have']);
});

it('names a package that is tied to one registry, and one without a checksum', () => {
  expect(faultsOf({ 'node_modules/a': { ...sound, resolved: 'https://registry.example/a.tgz' } })).toEqual([
    'node_modules/a names a registry',
  ]);
  expect(faultsOf({ 'node_modules/a': { version: '1.0.0' } })).toEqual(['node_modules/a has no checksum']);
});
