// Bundles the program into dist/, or into the folder that is named: a small entry, the part that
// every run loads, and chunks that load only when their part is used.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterTheProgram, storeCompiled, thinBuiltins, thinUndici } from './program-chunk.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = resolve(process.argv[2] ?? join(root, 'dist'));

let esbuild;
try {
  esbuild = await import('esbuild');
} catch (error) {
  // A production install has no bundler, and needs none where dist/ came with the package.
  if (!existsSync(join(outdir, 'main.js'))) throw error;
  process.exit(0);
}

// CommonJS packages inside the bundle ask for Node's own modules by require.
const banner =
  "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);";

const { metafile, outputFiles } = await esbuild.build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // better-sqlite3 asks for it only where nobody tells it where its native part lies.
  external: ['bindings'],
  plugins: [afterTheProgram(join(root, 'src/wiring/program.ts')), thinBuiltins, thinUndici],
  minifySyntax: true,
  minifyWhitespace: true,
  lineLimit: 200,
  metafile: true,
  write: false,
  banner: { js: banner },
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});
// Only now: where it cannot be built, what was built before stays.
rmSync(outdir, { recursive: true, force: true });
mkdirSync(join(outdir, 'chunks'), { recursive: true });
for (const { path, contents } of outputFiles) writeFileSync(path, contents);
// Pages with charts hold it whole, with its licence's notice: it is a file, not a part of the program.
copyFileSync(
  join(root, 'node_modules/lightweight-charts/dist/lightweight-charts.standalone.production.js'),
  join(outdir, 'chunks', 'lightweight-charts.js'),
);
await storeCompiled(esbuild, root, metafile, banner);
