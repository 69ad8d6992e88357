/** One project a room; `npm test -- NAME` runs one. Pages in a real browser are the project `e2e`. */
const node = (displayName, roots) => ({
  displayName,
  rootDir: import.meta.dirname,
  roots: roots.map((root) => `<rootDir>/${root}`),
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/jest.strip.cjs' },
});

export default {
  projects: [
    node('domain', ['server/domain']),
    { ...node('server', ['server']), testPathIgnorePatterns: ['/node_modules/', '/server/domain/'] },
    node('workers', ['workers']),
    node('infra', ['infra']),
    '<rootDir>/client',
    node('e2e', ['client/e2e']),
  ],
};
