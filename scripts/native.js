// Gets better-sqlite3 its native part: the prebuilt one, else compiled against the headers that came
// with this Node where there are any, so that nothing has to be fetched for it. The package's own
// install script does the work; it is run from here because only here the headers can be named.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
const prefix = dirname(dirname(process.execPath));
const headers = existsSync(join(prefix, 'include/node/node_api.h')) ? prefix : undefined;

if (!existsSync(join(folder, 'build/Release/better_sqlite3.node'))) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'install'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      ...(headers && !process.env['npm_config_nodedir'] ? { npm_config_nodedir: headers } : {}),
    },
  });
  if (status !== 0) {
    process.stderr.write(`${stdout.slice(-4000)}\n${stderr.slice(-4000)}\n`);
    process.stderr.write(
      'better-sqlite3 could not be built: it needs a prebuilt binary from the internet, or python3, make, a C++ compiler and the headers of this Node\n',
    );
    process.exitCode = 1;
  }
}
