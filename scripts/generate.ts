import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { EXIT_TABLE } from '../src/cli/exit.ts';
import { COMMANDS } from '../src/commands/index.ts';
import { SECRET_DEFINITIONS } from '../src/config/setting-keys.ts';
import { settingsTable } from '../src/config/settings-table.ts';
import { calendarOf } from '../src/core/calendar/calendars.ts';
import { upcomingSpecials } from '../src/core/calendar/upcoming-specials.ts';
import { sessionDate } from '../src/core/market/session-date.ts';
import { deployFiles } from '../src/deploy/deploy-files.ts';
import { commandsTable, exitTable, jobsTable } from '../src/deploy/jobs-table.ts';
import { indicatorsPage } from '../src/deploy/indicators-page.ts';
import { manualPage } from '../src/deploy/manual.ts';
import { strategiesPage } from '../src/deploy/strategies-page.ts';
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

/** Units and crontab, with the special sessions of the last year that the calendar ships with. */
function deployed(): [string, () => string][] {
  const calendar = calendarOf('XNSE');
  const from = sessionDate(`${calendar.knownTo.slice(0, 4)}-01-01`);
  const specials = upcomingSpecials(calendar, from, calendar.knownTo);
  const credentials = SECRET_DEFINITIONS.map(({ credential }) => credential);
  return deployFiles(JOBS, specials, credentials).map(({ name, text }) => [name, () => text]);
}

const files: Readonly<Record<string, () => string>> = {
  'README.md': readme,
  'docs/indicators.md': indicatorsPage,
  'docs/strategies.md': strategiesPage,
  'src/store/schema.sql': schema,
  'docs/paperjobs.1': () => manualPage(JOBS, COMMANDS, EXIT_TABLE),
  ...Object.fromEntries(deployed()),
};

/** What lies in a folder that only this script fills. */
function inDeploy(): string[] {
  if (!existsSync('deploy')) return [];
  return readdirSync('deploy', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const check = process.argv.includes('--check');

function wrong(sentence: string): void {
  process.stderr.write(`${sentence}: run npm run generate\n`);
  process.exitCode = 1;
}

for (const path of inDeploy().filter((one) => !(one in files))) {
  if (check) wrong(`${path} belongs to no job`);
  else {
    rmSync(path);
    process.stdout.write(`removed ${path}\n`);
  }
}
for (const [path, make] of Object.entries(files)) {
  const text = make();
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (kept === text) continue;
  if (check) wrong(`${path} is not what the lists make of it`);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    process.stdout.write(`wrote ${path}\n`);
  }
}
