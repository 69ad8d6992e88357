/**
 * Lints texts as if they stood at the given paths: `[{file, text}]` on standard input, `[[{rule, message}]]` on standard
 * output. A process of its own, because ESLint loads its configuration with the real module loader. Rules that need types
 * are left out: the files do not exist.
 */
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

interface Case {
  readonly file: string;
  readonly text: string;
}

const eslint = new ESLint({
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  ],
});

const cases = JSON.parse(await text(process.stdin)) as Case[];
const answers = [];
for (const one of cases) {
  const [result] = await eslint.lintText(one.text, { filePath: one.file });
  answers.push(result?.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })) ?? []);
}
process.stdout.write(JSON.stringify(answers));
