import presets from 'jest-preset-angular/presets/index.js';

const { transform, ...preset } = presets.createEsmPreset();

export default {
  ...preset,
  displayName: 'client',
  testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env',
  setupFilesAfterEnv: ['<rootDir>/setup-jest.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  // The rules are transformed as everywhere else: the types are removed, and imports keep their `.ts`.
  transform: { '/server/domain/src/.*\\.ts$': '<rootDir>/../jest.strip.cjs', ...transform },
};
