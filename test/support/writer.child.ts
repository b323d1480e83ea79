// Commits a row every so many milliseconds until it is killed or told to stop, and tells how long the
// longest commit took.
import SqliteDatabase from 'better-sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';

const [, , path = '', everyMs = '0'] = process.argv;
const database = new SqliteDatabase(path, { timeout: 10_000 });
database.pragma('synchronous = NORMAL');
const insert = database.prepare(
  "INSERT INTO system_log (run_id, job, logged_at, level, event, fields) VALUES ('w', 'writer', ?, 'info', ?, '{}')",
);
// Old rows go, so that a long run does not fill the disk.
const remove = database.prepare("DELETE FROM system_log WHERE job = 'writer' AND logged_at < ?");
const padding = 'x'.repeat(400);
let [longestMs, rows] = [0, 0];
const stop = new AbortController();
process.stdin.once('data', () => stop.abort());
process.stdout.write('ready\n');
while (!stop.signal.aborted) {
  const began = performance.now();
  const at = 2_000_000_000 + rows++;
  database
    .transaction(() => {
      insert.run(at, padding);
      if (rows % 500 === 0) remove.run(at - 4000);
    })
    .immediate();
  longestMs = Math.max(longestMs, performance.now() - began);
  await sleep(Number(everyMs));
}
process.stdin.pause();
process.stdout.write(`longest ${Math.round(longestMs)} rows ${rows}\n`);
database.close();
