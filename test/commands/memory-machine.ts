import type { Answered, Machine } from '../../src/ports/machine.ts';

/** A machine in memory: files, crontabs by user, units that `systemctl` knows. */
export interface MemoryMachine extends Machine {
  readonly files: Map<string, string>;
  readonly crontabs: Map<string, string>;
  /** Timers that are on. */
  readonly on: Set<string>;
  /** Command lines that were run, those that only look left out. */
  readonly done: string[];
  readonly users: Set<string>;
}

export interface MemoryMachineGiven {
  readonly root?: boolean;
  readonly zone?: string;
  /** `is-system-running` says this; absent: `running`. */
  readonly state?: string;
  readonly program?: readonly [string, string];
  /** Timers that never get a next start, whatever is done. */
  readonly dead?: boolean;
  /** Files are not for the service user. */
  readonly unreadable?: boolean;
  /** Programs that are not there. */
  readonly without?: readonly string[];
}

const said = (status: number, stdout = '', stderr = ''): Answered => ({ status, stdout, stderr });

export function memoryMachine(given: MemoryMachineGiven = {}): MemoryMachine {
  const files = new Map<string, string>();
  const crontabs = new Map<string, string>();
  const on = new Set<string>();
  const done: string[] = [];
  const users = new Set(['root', 'desk']);
  const isRoot = given.root ?? true;
  const me = isRoot ? 'root' : 'desk';

  function crontab(words: readonly string[], input = ''): Answered {
    const user = words[0] === '-u' ? (words[1] ?? '') : me;
    const last = words.at(-1);
    if (last === '-l') {
      const text = crontabs.get(user);
      return text === undefined ? said(1, '', `no crontab for ${user}`) : said(0, text);
    }
    if (last === '-r') {
      crontabs.delete(user);
      done.push(`no crontab of ${user}`);
    }
    if (last !== '-') return said(0);
    if (!input.endsWith('\n')) return said(1, '', 'missing newline');
    done.push(`crontab of ${user}`);
    crontabs.set(user, input);
    return said(0);
  }

  function systemctl(words: readonly string[]): Answered {
    const [verb, ...rest] = words.filter((word) => word !== '--user');
    const names = rest.filter((word) => !word.startsWith('--'));
    if (verb === 'is-system-running') return said(0, `${given.state ?? 'running'}\n`);
    if (verb === 'show') {
      const records = names.map((name) =>
        [
          `Id=${name}`,
          `UnitFileState=${on.has(name) ? 'enabled' : 'disabled'}`,
          `ActiveState=${on.has(name) ? 'active' : 'inactive'}`,
          `NextElapseUSecRealtime=${on.has(name) && !given.dead ? 'Fri 2026-11-27 02:00:00 UTC' : ''}`,
        ].join('\n'),
      );
      return said(0, `${records.join('\n\n')}\n`);
    }
    done.push(['systemctl', ...words].join(' '));
    if (verb === 'enable') names.forEach((name) => on.add(name));
    if (verb === 'disable') names.forEach((name) => on.delete(name));
    return said(0);
  }

  return {
    files,
    crontabs,
    on,
    done,
    users,
    program: given.program ?? ['/usr/bin/node', '/opt/paperjobs/bin/paperjobs.js'],
    user: { name: me, isRoot },
    configFolder: isRoot ? '/root/.config' : '/home/desk/.config',
    host: 'desk',
    nodeVersion: 'v20.20.2',
    zone: given.zone ?? 'UTC',
    async ask([program = '', ...words], input) {
      if (given.without?.includes(program)) return undefined;
      if (program === 'crontab') return crontab(words, input);
      if (program === 'systemctl') return systemctl(words);
      if (program === 'id') return said(users.has(words.at(-1) ?? '') ? 0 : 1);
      if (program === 'test') return said(1);
      if (program === 'runuser') return said(given.unreadable ? 1 : 0);
      if (program === 'systemd-analyze') return said(0, 'fine');
      done.push([program, ...words].join(' '));
      if (program === 'useradd') users.add(words.at(-1) ?? '');
      return said(0);
    },
    read: async (path) => files.get(path),
    async place(path) {
      const text = files.get(path);
      return text === undefined ? undefined : { mode: 0o600, bytes: text.length, ours: true };
    },
    disk: async () => ({ freeBytes: 50e9, freeInodes: 0.5, fileSystem: 'ext4' }),
    isAlive: () => false,
    list: async (folder) =>
      [...files.keys()].flatMap((path) => {
        const rest = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : '';
        return rest === '' || rest.includes('/') ? [] : [rest];
      }),
    async write(path, text) {
      files.set(path, text);
    },
    async remove(path) {
      files.delete(path);
    },
    inFolder: (work) => work('/tmp/empty'),
  };
}
