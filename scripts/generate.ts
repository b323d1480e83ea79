import { readFileSync, writeFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { EXIT_TABLE } from '../src/cli/exit.ts';
import { COMMANDS } from '../src/commands/index.ts';
import { settingsTable } from '../src/config/settings-table.ts';
import { commandsTable, exitTable, jobsTable } from '../src/deploy/jobs-table.ts';
import { withSection } from '../src/deploy/sections.ts';
import { JOBS } from '../src/jobs/index.ts';
import { MIGRATIONS } from '../src/store/migrations/index.ts';

/** The schema as the migrations leave it, statement by statement. */
function schema(): string {
  const database = new SqliteDatabase(':memory:');
  for (const { sql } of MIGRATIONS) database.exec(sql);
  const statements = database
    .prepare<[], { sql: string }>(
      'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid',
    )
    .all()
    .map(({ sql }) => `${sql};\n`);
  database.close();
  return `-- Generated from the migrations; read by people and compared by a test.\n\n${statements.join('\n')}`;
}

function readme(): string {
  const sections: readonly (readonly [string, string])[] = [
    ['jobs', jobsTable(JOBS)],
    ['commands', commandsTable(COMMANDS)],
    ['exit-statuses', exitTable(EXIT_TABLE)],
    ['settings', settingsTable().trim()],
  ];
  return sections.reduce(
    (document, [name, text]) => withSection(document, name, text),
    readFileSync('README.md', 'utf8'),
  );
}

const files: Readonly<Record<string, () => string>> = {
  'README.md': readme,
  'src/store/schema.sql': schema,
};

const check = process.argv.includes('--check');
for (const [path, make] of Object.entries(files)) {
  const text = make();
  const kept = ((): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  })();
  if (kept === text) continue;
  if (check) {
    process.stderr.write(`${path} is not what the lists make of it: run npm run generate\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    process.stdout.write(`wrote ${path}\n`);
  }
}
