// Half of a short run is Node reading and compiling the program. Two things about the bundle take
// most of that away. All that every run needs comes in one file instead of thirty; so does what asks
// sources, and the client below it. And V8's compiled form of these files lies beside them: another
// Node refuses it and compiles as usual.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tryOut } from './keep-compiled.js';
import { MANY_ROWS, ON_THE_NETWORK, OVER_COLUMNS, SHORT_AND_BUSY } from './v8-flags.js';

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

/**
 * Of undici a request over an agent: its index loads caches, web sockets, cookies, mocks and `fetch`
 * beside it, which takes longer than asking for a file. HTTP/2 is left out as well: no agent of ours
 * allows it, and Node's own part for it would be loaded all the same.
 */
export const thinUndici = {
  name: 'thin-undici',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'thin-undici' }));
    build.onLoad({ filter: /.*/, namespace: 'thin-undici' }, () => ({
      contents: `
        const Agent = require('undici/lib/dispatcher/agent.js');
        require('undici/lib/dispatcher/dispatcher.js').prototype.request = require('undici/lib/api/api-request.js');
        module.exports = { Agent };`,
      resolveDir: import.meta.dirname,
    }));
    build.onLoad({ filter: /undici.lib.dispatcher.client-h2\.js$/ }, () => ({
      contents: "module.exports = () => { throw new Error('HTTP/2 is not built in'); };",
    }));
  },
};

/**
 * Parts of Node that take a millisecond or more to load, and that most runs do not use: they are loaded
 * with the first use of one. Node's crypto alone is a twentieth of a short run.
 */
const LATE = [
  'node:child_process',
  'node:crypto',
  'node:http',
  'node:net',
  'node:stream/promises',
  'node:worker_threads',
  'node:zlib',
];

/** Hands on what the script exports. */
function exported(names) {
  const named = names.filter((name) => name !== 'default');
  const whole = names.includes('default') ? 'export default module.exports.default;\n' : '';
  return `${whole}export const { ${named.join(', ')} } = module.exports;\n`;
}

/** The module that stands in the chunk's place: runs the script, compiled or not, and passes it on. */
function standIn(script, names, chunks, before) {
  return `${before}${chunks.map((chunk, index) => `import * as chunk${index} from '${chunk}';\n`).join('')}import { readFileSync } from 'node:fs';
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
const late = (name) => {
  let part;
  const load = () => (part ??= require(name));
  return new Proxy({}, {
    get: (_, key) => load()[key],
    has: (_, key) => key in load(),
    ownKeys: () => Reflect.ownKeys(load()),
    getOwnPropertyDescriptor: (_, key) => {
      const found = Reflect.getOwnPropertyDescriptor(load(), key);
      return found && { ...found, configurable: true };
    },
  });
};
const LATE = new Set(${JSON.stringify(LATE)});
const need = (name) => chunks[name] ?? (LATE.has(name) ? late(name) : require(name));
const run = script.runInThisContext();
run(module, module.exports, need, load, import.meta.url);
${exported(names)}export const refused = script.cachedDataRejected;
export const compile = () => script.createCachedData();
`;
}

/** Turns a chunk into a script of one function. @returns the module that stands in its place */
async function scripted(esbuild, root, part, [path, { exports: names, imports }], banner) {
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
  writeFileSync(chunk, standIn(script, names, [...new Set(beside)], BEFORE[part] ?? ''));
  return { module: pathToFileURL(chunk).href, file: `${join(dirname(chunk), script)}.compiled` };
}

/** A module of each chunk that is kept compiled: the program, what asks sources, the client below. */
const KEPT = ['src/wiring/program.ts', 'src/wiring/network.ts', 'thin-undici:undici'];

const settingFlags = (flags) => `import { setFlagsFromString } from 'node:v8';
for (const flag of ${JSON.stringify(flags)}) setFlagsFromString(flag);
`;
const BEFORE = { 'src/wiring/network.ts': settingFlags(ON_THE_NETWORK) };

/**
 * Parts of the program that begin work for which V8 is to be set, with its flags.
 *
 * @type {readonly [part: string, flags: readonly string[]][]}
 */
const BEGINNINGS = [
  ['src/jobs/alerts/look-now.ts', SHORT_AND_BUSY],
  ['src/jobs/orders/run.ts', SHORT_AND_BUSY],
  ['src/feed/adjusted-series.ts', OVER_COLUMNS],
  ['src/jobs/backtest/after-hits.ts', MANY_ROWS],
];

function prepend(root, { outputs }) {
  for (const [part, flags] of BEGINNINGS) {
    const output = Object.entries(outputs).find(([, { inputs }]) => part in inputs);
    if (!output) throw new Error(`expected a chunk with ${part} in it, found none`);
    const path = join(root, output[0]);
    writeFileSync(path, `${settingFlags(flags)}${readFileSync(path, 'utf8')}`);
  }
}

/** Keeps the compiled form of what every run needs, and of what every run on the network needs. */
export async function storeCompiled(esbuild, root, metafile, banner) {
  const { outputs } = metafile;
  prepend(root, metafile);
  const chunks = [];
  for (const part of KEPT) {
    const output = Object.entries(outputs).find(
      ([, { inputs }]) => part in inputs && Object.keys(inputs).length > 1,
    );
    if (!output) throw new Error(`expected a chunk with ${part} in it, found none`);
    chunks.push(await scripted(esbuild, root, part, output, banner));
  }
  const [program, ...network] = chunks;
  const compiled = async ({ module, file }) =>
    writeFileSync(file, (await import(module)).compile());
  const { runProgram } = await import(program.module);
  await tryOut(runProgram, 'shut');
  await tryOut(runProgram, 'quiet');
  await compiled(program);
  await tryOut(runProgram, 'asking');
  for (const chunk of network) await compiled(chunk);
}
