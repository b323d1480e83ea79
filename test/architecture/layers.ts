/** Who may import whom: rooms, npm packages, and Node's own modules. `types` are type imports only. */
export interface Layer {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  readonly types?: readonly string[];
  /** `true`: any `node:` module; a list: only those. */
  readonly node?: true | readonly string[];
}

const EVERYTHING = 'everything';

/** The table of CONTRIBUTING, as data. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  core: { rooms: [], packages: [] },
  ports: { rooms: ['core'], packages: [] },
  store: { rooms: ['ports', 'core'], packages: ['kysely', 'better-sqlite3'], node: true },
  sources: { rooms: ['ports', 'core'], packages: ['csv-parse', 'cheerio', 'valibot'] },
  sandbox: { rooms: ['core'], packages: [], node: true },
  notifiers: { rooms: ['ports', 'core'], packages: ['nodemailer'] },
  platform: { rooms: ['ports', 'core'], packages: ['undici', 'p-limit'], node: true },
  config: { rooms: ['core'], packages: ['smol-toml', 'valibot'] },
  render: { rooms: ['core', 'ports'], packages: [] },
  kit: { rooms: ['ports', 'core'], packages: ['croner'], types: ['store', 'config'] },
  feed: { rooms: ['kit', 'ports', 'core'], packages: [], types: ['store'] },
  jobs: {
    rooms: ['kit', 'feed', 'store', 'render', 'ports', 'core'],
    packages: [],
    node: ['node:worker_threads'],
  },
  commands: {
    rooms: ['kit', 'feed', 'store', 'render', 'config', 'deploy', 'ports', 'core'],
    packages: [],
  },
  cli: { rooms: ['kit', 'core', 'ports'], packages: ['commander', 'chalk', 'ora'] },
  deploy: { rooms: ['kit', 'core'], packages: [] },
  wiring: { rooms: [EVERYTHING], packages: [], node: true },
  'main.ts': { rooms: [EVERYTHING], packages: [], node: true },
};

/** One import of a source file. */
export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const FORMS = [
  /^\s*import\s+(type\s+)?[^'"()]*?from\s+['"]([^'"]+)['"]/gm,
  /^\s*export\s+(type\s+)?[^'"()]*?from\s+['"]([^'"]+)['"]/gm,
  /^\s*import\s+()['"]([^'"]+)['"]/gm,
  /\bimport\(\s*()['"]([^'"]+)['"]\s*\)/g,
];

/** Every import of a text, static and dynamic. */
export function importsOf(text: string): Import[] {
  return FORMS.flatMap((form) =>
    [...text.matchAll(form)].map((match) => ({
      specifier: match[2] ?? '',
      typeOnly: match[1] !== undefined && match[1] !== '',
    })),
  );
}

/** The room of a path below `src`: its folder, or the file itself. */
export function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** Why the import is not allowed; absent when it is. */
export function objection(
  room: string,
  { specifier, typeOnly }: Import,
  target: string | undefined,
): string | undefined {
  const layer = LAYERS[room];
  if (!layer) return `"${room}" is a room that the table does not know`;
  if (target !== undefined) {
    const allowed =
      target === room ||
      layer.rooms.includes(EVERYTHING) ||
      layer.rooms.includes(target) ||
      (typeOnly && (layer.types ?? []).includes(target));
    return allowed ? undefined : `${room} may not import ${target}`;
  }
  if (specifier.startsWith('node:')) {
    const allowed = layer.node === true || (layer.node ?? []).includes(specifier);
    return allowed ? undefined : `${room} may not import ${specifier}`;
  }
  const name = specifier.startsWith('@')
    ? specifier.split('/').slice(0, 2).join('/')
    : (specifier.split('/')[0] ?? '');
  return layer.packages.includes(name) ? undefined : `${room} is not the home of ${name}`;
}
