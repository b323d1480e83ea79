// Half of a short run is Node reading and compiling the program. Two things about the bundle take
// most of that away. All that every run needs comes in one file instead of thirty. And V8's compiled
// form of that file lies beside it: another Node refuses it and compiles as usual.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { keepCompiled } from './keep-compiled.js';

/**
 * Lets every part that is loaded late import the program too, which is loaded by then. The bundler
 * makes a chunk for each set of parts that share modules; so there is one set: all of them.
 */
export function afterTheProgram(program) {
  const late = new Set();
  return {
    name: 'after-the-program',
    setup(build) {
      build.onResolve({ filter: /^\..*\.ts$/ }, ({ kind, resolveDir, path }) => {
        const file = resolve(resolveDir, path);
        if (kind === 'dynamic-import' && file !== program) late.add(file);
        return undefined;
      });
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!late.has(path)) return undefined;
        const contents = `import ${JSON.stringify(program)};\n${readFileSync(path, 'utf8')}`;
        return { contents, loader: 'ts', resolveDir: dirname(path) };
      });
    },
  };
}

/**
 * Node's own parts as commander sees them: asking for `process` as a module reads each of its
 * properties, standard input among them; and starting other programs is what none of ours does.
 */
const THIN = {
  'node:process': 'module.exports = process;',
  'node:child_process':
    "module.exports = { get spawn() { return require('node:child_process').spawn; } };",
};

/** Puts the thin forms of Node's parts in the place of what CommonJS packages require. */
export const thinBuiltins = {
  name: 'thin-builtins',
  setup(build) {
    build.onResolve({ filter: /^node:(child_)?process$/ }, ({ kind, path, namespace }) => {
      if (kind !== 'require-call') return undefined;
      return namespace === 'thin' ? { path, external: true } : { path, namespace: 'thin' };
    });
    build.onLoad({ filter: /.*/, namespace: 'thin' }, ({ path }) => ({ contents: THIN[path] }));
  },
};

/** The module that stands in the chunk's place: runs the script, compiled or not, and passes it on. */
function standIn(script, names, chunks) {
  return `${chunks.map((chunk, index) => `import * as chunk${index} from '${chunk}';\n`).join('')}import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
const filename = fileURLToPath(new URL('./${script}', import.meta.url));
let cachedData;
try {
  cachedData = readFileSync(filename + '.compiled');
} catch {
  // Not there: compiled anew.
}
const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
const module = { exports: {} };
const load = (specifier) => import(specifier);
const chunks = { ${chunks.map((chunk, index) => `'${chunk}': chunk${index}`).join(', ')} };
const require = createRequire(import.meta.url);
const need = (name) => chunks[name] ?? require(name);
const run = script.runInThisContext();
run(module, module.exports, need, load, import.meta.url);
export const { ${names.join(', ')} } = module.exports;
export const refused = script.cachedDataRejected;
export const compile = () => script.createCachedData();
`;
}

/** Turns the chunk of the program into a script of one function, and keeps its compiled form. */
export async function storeCompiled(esbuild, root, { outputs }, banner) {
  const [path, { exports: names, imports }] = Object.entries(outputs).find(
    ([, { inputs }]) => 'src/wiring/program.ts' in inputs && Object.keys(inputs).length > 1,
  );
  const chunk = join(root, path);
  // A script that comes from its compiled form cannot import; the module in its place does it.
  const text = readFileSync(chunk, 'utf8')
    .replace(banner, '')
    .replaceAll(/\bimport\((?=")/g, '__import(');
  const { code } = await esbuild.transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    define: { 'import.meta.url': '__url' },
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 200,
  });
  const script = `${basename(chunk, '.js')}.script`;
  writeFileSync(
    join(dirname(chunk), script),
    `(function (module, exports, require, __import, __url) {'use strict';${code}\n})`,
    'latin1',
  );
  const beside = imports
    .filter(({ kind, external }) => kind === 'import-statement' && !external)
    .map((chunk) => `./${basename(chunk.path)}`);
  writeFileSync(chunk, standIn(script, names, [...new Set(beside)]));
  await keepCompiled(chunk, `${join(dirname(chunk), script)}.compiled`);
}
