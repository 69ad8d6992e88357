import js from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { CRYPTO, LIBRARIES, ROOMS, TYPES_ONLY } from './infra/check/rooms.js';

const TESTS = [
  '**/*.test.ts',
  '**/*.spec.ts',
  'server/domain/testing/**',
  'server/testing/**',
  'server/tests/**',
  'client/setup-jest.ts',
  'infra/*/testing/**',
];
const TREES = ['server', 'workers', 'client', 'infra'];
const DOMAIN = 'server/domain/src';

/** A wall around a room: of each tree of the repository, only what the room may import can be reached from it. */
function wallsAround([room, mayImport]) {
  return TREES.map((tree) => ({
    target: `./${room}`,
    from: `./${tree}`,
    except: [...new Set([room, ...mayImport])]
      .filter((path) => path.startsWith(`${tree}/`))
      .map((path) => path.slice(tree.length + 1)),
    message: `A wall of the house: ${room} may import ${['itself', ...mayImport].join(', ')}.`,
  }));
}

const filesOf = (room) => (room.endsWith('.ts') ? room : `${room}/**/*.ts`);
const lies = (inner, outer) => inner === outer || inner.startsWith(`${outer}/`);

/** The libraries refused to files of `place`: each library has its own room. */
function refusedLibraries(place) {
  const libraries = LIBRARIES.filter(({ rooms }) => !rooms.some((room) => lies(place, room))).map(
    ({ regex, rooms }) => ({
      regex,
      message: `One library, one room: this one lives in ${rooms.join(', ')}.`,
    }),
  );
  const ciphers = ['node:crypto', 'crypto'].map((name) => ({
    name,
    allowImportNames: CRYPTO.elsewhere,
    message: `Ciphers, hashes and passwords live in ${CRYPTO.room}.`,
  }));
  return { patterns: libraries, paths: lies(place, CRYPTO.room) ? [] : ciphers };
}

/** The finest places that libraries or walls speak of, coarse first, so that the last matching entry is the narrowest. */
const places = [...new Set([...Object.keys(ROOMS), ...LIBRARIES.flatMap(({ rooms }) => rooms), CRYPTO.room])]
  .filter((place) => place !== DOMAIN && !place.startsWith('infra/'))
  .sort((a, b) => a.length - b.length);

const never = (selector, message) => ({ selector, message });
const NO_LATE_IMPORT = never('ImportExpression', 'Imports stand at the top, where the walls can see them.');
const NO_ENVIRONMENT = never(
  'MemberExpression[object.name="process"][property.name="env"]',
  'The environment is read once, in config.ts.',
);
const NO_SECOND_ENUM = never('TSEnumDeclaration', 'No enum: write the list once `as const` and derive the type.');

const TIME = 'The domain has no clock: take `now` as an argument.';
const ZONE = 'The domain does not know the machine’s time zone: use calendar.ts or the UTC forms.';
const PURITY = [
  never('NewExpression[callee.name="Date"][arguments.length=0]', TIME),
  never('CallExpression[callee.name="Date"]', TIME),
  never('MemberExpression[object.name=/^(Date|performance)$/][property.name="now"]', TIME),
  never('CallExpression[callee.property.name=/^format(ToParts)?$/][arguments.length=0]', TIME),
  never(
    'MemberExpression[object.name="Math"][property.name="random"]',
    'The domain has no chance: take it as an argument.',
  ),
  never('NewExpression[callee.name="Date"][arguments.length>1]', ZONE),
  never('CallExpression[callee.property.name=/^[gs]et(Date|Day|Month|FullYear|Hours|Minutes|TimezoneOffset)$/]', ZONE),
  never(':function[async=true]', 'The domain never waits.'),
  never('AwaitExpression', 'The domain never waits.'),
  NO_LATE_IMPORT,
  NO_SECOND_ENUM,
];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/.angular/',
    '**/generated/',
    '**/generated.ts',
    '**/coverage/',
    '**/out-tsc/',
    '.data/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'module',
          'require',
          'URL',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'fetch',
          'AbortSignal',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/extensions': ['.ts', '.js', '.mjs'],
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: import.meta.dirname })],
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: Object.entries(ROOMS).flatMap(wallsAround) },
      ],
      'import-x/no-extraneous-dependencies': [
        'error',
        { devDependencies: false, optionalDependencies: false, peerDependencies: false, includeTypes: true },
      ],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 10],
      'no-restricted-syntax': ['error', NO_SECOND_ENUM],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A branded id is often named once, in what is returned: `parseId<'Unit'>(text)`.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
      // We have no enums; a library's string enum is compared by its word: `node.kind === 'Field'`.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // Reports the unsafe shape of a library's class at every `new`, and says nothing about our code.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['server/src/**/*.ts', 'workers/src/**/*.ts', 'client/src/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', refusedLibraries('')], 'no-console': 'error' },
  },
  ...places.map((place) => ({
    files: [filesOf(place)],
    rules: { 'no-restricted-imports': ['error', refusedLibraries(place)] },
  })),
  ...Object.entries(TYPES_ONLY).map(([room, regex]) => ({
    files: [filesOf(room)],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex, allowTypeImports: true, message: 'Only the types of job contracts are known here.' }] },
      ],
    },
  })),
  {
    files: ['server/src/**/*.ts', 'workers/src/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', NO_LATE_IMPORT, NO_ENVIRONMENT, NO_SECOND_ENUM],
      'no-restricted-globals': ['error', { name: 'crypto', message: `Ciphers and hashes live in ${CRYPTO.room}.` }],
    },
  },
  {
    // What a collection offers is written once, as its functions; the store's type is read off them.
    files: ['server/src/store/**/*.ts'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: ['server/src/config.ts', 'server/src/main.ts', 'workers/src/main.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_LATE_IMPORT, NO_SECOND_ENUM] },
  },
  {
    files: [`${DOMAIN}/**/*.ts`],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...PURITY],
      'no-restricted-globals': ['error', 'Promise', 'globalThis', 'Temporal'],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.]', message: 'The domain imports only itself.' }] },
      ],
    },
  },
  {
    files: ['client/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      'no-restricted-syntax': [
        'error',
        never('ImportExpression[source.value=/^[^.]/]', 'Only pages of our own are loaded late.'),
        NO_SECOND_ENUM,
      ],
    },
  },
  {
    files: ['client/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    files: ['infra/**/*.ts', 'server/{scripts,migrations,testing,tests}/**/*.ts', 'client/e2e/**/*.ts', ...TESTS],
    rules: {
      'import-x/no-extraneous-dependencies': 'off',
      'no-console': 'off',
    },
  },
  {
    // Its tests have builders beside it, and are as closed as the rules themselves.
    files: [`${DOMAIN}/**/*.test.ts`],
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: wallsAround(['server/domain', []]) },
      ],
    },
  },
  {
    files: TESTS,
    ignores: [`${DOMAIN}/**`, 'client/src/**'],
    rules: { 'import-x/no-restricted-paths': 'off', 'no-restricted-imports': 'off' },
  },
  {
    files: [...TESTS, 'client/e2e/**/*.ts'],
    rules: {
      'max-lines': ['error', 500],
      'max-lines-per-function': 'off',
      'no-restricted-syntax': 'off',
      'no-restricted-globals': 'off',
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-restricted-imports': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
