/** One project a room; `npm test -- NAME` runs one. Pages in a real browser are the project `e2e`. */
const node = (displayName, root, more = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  roots: [`<rootDir>/${root}`],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts', '**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/jest.strip.cjs' },
  ...more,
});

export default {
  // Real stores and servers on a machine that others use as well: slow is not wrong.
  testTimeout: 60_000,
  projects: [
    node('domain', 'server/domain'),
    node('server', 'server', { testPathIgnorePatterns: ['/node_modules/', '/server/domain/'] }),
    node('workers', 'workers'),
    node('infra', 'infra'),
    '<rootDir>/client/jest.config.mjs',
    node('e2e', 'client/e2e'),
  ],
};
