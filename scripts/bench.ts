// Measures what the program promises about speed, size and memory, each against its yardstick in the
// same run: `npm run bench [-- --json] [-- --write] [-- --rows large] [-- names…]`. Ends with 1 when a bar is missed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { analysisAlone, analysisJobs, analysisScan } from './bench/analysis.ts';
import { alertRules } from './bench/alerts.ts';
import { backup } from './bench/backup.ts';
import { CHILD } from './bench/child.ts';
import { eodBacklog, eodSession } from './bench/eod.ts';
import { ingestChild } from './bench/ingest-child.ts';
import { ingestDays, ingestMinutes, size } from './bench/ingest.ts';
import { judge, statusOf } from './bench/line.ts';
import type { BenchSettings, Group, Line, Verdict } from './bench/line.ts';
import { jobsMemory } from './bench/jobs-memory.ts';
import { memory } from './bench/memory.ts';
import { orders } from './bench/orders.ts';
import { RECORD, readRecord } from './bench/recorded.ts';
import { startUp } from './bench/start-up.ts';
import { markdownTable } from './bench/table.ts';

const GROUPS: readonly Group[] = [
  startUp,
  ingestMinutes,
  ingestDays,
  size,
  memory,
  jobsMemory,
  eodSession,
  eodBacklog,
  alertRules,
  backup,
  orders,
  analysisAlone,
  analysisScan,
  analysisJobs,
];
const CACHE = 'node_modules/.cache';
/** `--rows large`: a database of 500 MB where one is backed up. */
const LARGE_ROWS = 1_250_000;

/** Measures the lines that were asked for; all when none was. */
function measure(names: readonly string[], settings: BenchSettings): Map<Line, Verdict> {
  const verdicts = new Map<Line, Verdict>();
  const wanted = ({ name }: Line) => names.length === 0 || names.includes(name);
  for (const group of GROUPS) {
    if (!group.lines.some(wanted)) continue;
    const measured = group.measure(settings);
    for (const [place, line] of group.lines.entries()) {
      if (wanted(line)) verdicts.set(line, judge(line, measured[place] ?? { value: Number.NaN }));
    }
  }
  return verdicts;
}

/** The processor, how many of it, and how busy it was: what is beside the point of a ratio. */
function machine(): string {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? 'a processor'}, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}

const today = (): string => new Date().toISOString().slice(0, 10);

function document(verdicts: ReadonlyMap<Line, Verdict>, { rounds, rows }: BenchSettings): string {
  return `# Benchmark

Made by \`npm run bench -- --write\` on ${today()}: ${machine()}, Node ${process.version.slice(1)}, medians of
${rounds} rounds, ${rows} rows. CPU time is user and system time of whole processes or of the measured work. Value and
baseline were taken in turn in the same run; only ratios, sizes and counts can be compared with another machine's.

${markdownTable(verdicts)}`;
}

function bench(argv: readonly string[]): number {
  const { values, positionals: names } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '5' },
      rows: { type: 'string', default: '500000' },
    },
  });
  const known = GROUPS.flatMap(({ lines }) => lines.map(({ name }) => name));
  const strange = names.find((name) => !known.includes(name));
  if (strange !== undefined) {
    process.stderr.write(`expected names of lines (${known.join(', ')}), found "${strange}"\n`);
    return 64;
  }
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(`${CACHE}/bench-`);
  const rows = values.rows === 'large' ? LARGE_ROWS : Number(values.rows);
  const settings = { rounds: Number(values.rounds), rows, folder };
  try {
    const verdicts = measure(names, settings);
    const named = Object.fromEntries([...verdicts].map(([line, told]) => [line.name, told]));
    process.stdout.write(
      values.json
        ? `${JSON.stringify(named, undefined, 2)}\n`
        : markdownTable(verdicts, readRecord()),
    );
    if (values.write) {
      writeFileSync('docs/bench.md', document(verdicts, settings));
      const record = { date: today(), machine: machine(), lines: named };
      writeFileSync(RECORD, `${JSON.stringify(record, undefined, 2)}\n`);
    }
    return statusOf([...verdicts.values()]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, name = '', folder = '', rows = ''] = process.argv.slice(2);
if (first === CHILD) {
  process.stdout.write(JSON.stringify(await ingestChild(name, folder, Number(rows))));
} else {
  process.exitCode = bench(process.argv.slice(2));
}
