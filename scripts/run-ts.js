// Runs a TypeScript script: bundles it into node_modules/.cache, where its packages resolve, and
// starts it with the words that follow.
import { spawnSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [entry = '', ...words] = process.argv.slice(2);
const outfile = join(
  root,
  'node_modules/.cache/scripts',
  `${basename(entry, '.ts')}-${process.pid}.mjs`,
);
await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  // The sources find the program two folders above their own; the bundle says what they would.
  define: {
    'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'src/store/script.ts')).href),
  },
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...words], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 70;
