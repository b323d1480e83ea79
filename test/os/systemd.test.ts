import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSigned } from '../support/certificate.ts';
import { bootSystemd, whyNoSystemd } from '../support/own-systemd.ts';
import type { OwnSystemd } from '../support/own-systemd.ts';

const why = whyNoSystemd();
if (why !== undefined) process.stderr.write(`the suite of systemd is left out: ${why}\n`);

const PROGRAM = '/opt/paperjobs/bin/paperjobs.js';
const STATE = '/var/lib/paperjobs';

/** Jobs that ask the built-in exchange, so that a machine without a network will do. */
const CONFIG = `watchlist = ["PAPERTIGER"]

[jobs.market-sync]
options = "--sandbox --interval 1d"

[jobs.flows]
options = "--sandbox"

[jobs.eod]
options = "--sandbox"

[jobs.nse-indices]
options = "--sandbox"
`;

const MAILS = '/root/mails';
const MAIL_CONFIG = `
[email]
enabled = true
from = "desk@example.org"
to = ["reader@example.org"]
smtp_host = "127.0.0.1"
smtp_port = 2525
smtp_user = "desk"
ca_file = "/etc/paperjobs/mail.pem"
`;

let machine: OwnSystemd;

/** Starts a mail server inside, with STARTTLS. */
function startMailServer(): void {
  const { outputFiles } = buildSync({
    entryPoints: ['test/support/mail-sink.child.ts'],
    bundle: true,
    platform: 'node',
    write: false,
  });
  const { key, certificate } = selfSigned();
  machine.put('/root/sink.cjs', outputFiles[0]?.text ?? '');
  machine.put('/root/key.pem', key);
  machine.put('/etc/paperjobs/mail.pem', certificate);
  machine.put('/etc/credstore/smtp-password', 'mail-s3cret');
  machine.sh('chmod 755 /etc/paperjobs && chmod 644 /etc/paperjobs/mail.pem');
  const words = `2525 /root/key.pem /etc/paperjobs/mail.pem ${MAILS}`;
  machine.sh(`systemd-run -q --unit=sink node /root/sink.cjs ${words}`);
}

/** Writes a drop-in for a unit. */
function dropIn(unit: string, text: string): void {
  machine.sh(
    `mkdir -p /etc/systemd/system/${unit}.d && printf '%s' '${text}' > /etc/systemd/system/${unit}.d/test.conf && systemctl daemon-reload`,
  );
}

/** Rows of a query on the runs that were started against the sandbox. */
const ledger = (query: string): string[] =>
  machine.sh(`sqlite3 ${STATE}/sandbox/paperjobs.db "${query}"`).trim().split('\n');

const asUser = (words: string): string =>
  machine.sh(`runuser -u paperjobs -- env PAPERJOBS_DATA_DIR=${STATE} ${PROGRAM} ${words}`);

describe.skipIf(why !== undefined)('a real systemd', () => {
  beforeAll(() => {
    machine = bootSystemd();
    machine.put('/etc/paperjobs/paperjobs.toml', `${CONFIG}${MAIL_CONFIG}`);
    machine.sh('chmod 755 /etc/paperjobs && chmod 644 /etc/paperjobs/paperjobs.toml');
    startMailServer();
  });
  afterAll(() => machine?.halt());

  it('has the units installed, once', () => {
    const said = machine.sh(`${PROGRAM} schedule install --systemd`);
    expect(said).toContain('done: run useradd');
    expect(said).toMatch(/\d+ timers are on/);
    expect(machine.sh('stat -c %a /etc/systemd/system/paperjobs-eod.timer')).toBe('644\n');
    const again = machine.sh(`${PROGRAM} schedule install --systemd`);
    expect(again).toMatch(/^nothing to change\n/);
    expect(machine.sh(`${PROGRAM} schedule diff`)).toContain('is what the jobs and settings make');
    const listed = machine.sh("systemctl list-timers 'paperjobs-*' -o json");
    const timers = JSON.parse(listed) as readonly { readonly next: number }[];
    expect(timers.length).toBeGreaterThan(5);
    expect(timers.every(({ next }) => next > 0)).toBe(true);
    // What is started from here on, the tests start.
    machine.sh("systemctl stop 'paperjobs-*.timer'");
    expect(machine.sh(`${PROGRAM} schedule list`)).toMatch(/^eod +.* timer +never ran$/m);
    const double = machine.ask(PROGRAM, 'schedule', 'install', '--cron');
    expect(double.status).toBe(78);
    expect(double.text).toMatch(/started by \/etc\/systemd\/system\/paperjobs-.*\.timer/);
  });

  it('fires market-sync under all of the sandbox', async () => {
    const unit = 'paperjobs-market-sync';
    dropIn(`${unit}.timer`, '[Timer]\nOnCalendar=*:*:0/5\nRandomizedDelaySec=0\n');
    machine.sh(`systemctl restart ${unit}.timer`);
    const done = (): boolean => machine.show(unit, 'ExecMainCode')['ExecMainCode'] === '1';
    await machine.until(done, 60, 'the timer starts the service');
    machine.sh(`systemctl stop ${unit}.timer`);
    await machine.until(
      () => machine.show(unit, 'ActiveState')['ActiveState'] === 'inactive',
      60,
      'the service ends',
    );
    expect(machine.show(unit, 'Result', 'ExecMainStatus')).toEqual({
      Result: 'success',
      ExecMainStatus: '0',
    });
    const [first = ''] = ledger(
      'SELECT job, outcome, trigger, length(invocation_id) FROM job_runs ORDER BY started_at',
    );
    expect(first).toBe('market-sync|ok|systemd|32');
    const owner = machine.sh(`stat -c '%U %a' ${STATE} ${STATE}/sandbox/paperjobs.db`);
    expect(owner).toBe('paperjobs 700\npaperjobs 600\n');
    expect(ledger('SELECT count(*) > 100 FROM candles_1d')).toEqual(['1']);
  });

  it('stops a run within seconds, and calls that a success', async () => {
    const unit = 'paperjobs-eod';
    dropIn(`${unit}.service`, '[Service]\nEnvironment=PAPERJOBS_SANDBOX_FAULTS=stall\n');
    machine.sh(`systemctl start --no-block ${unit}`);
    await machine.until(
      () => ledger('SELECT count(*) FROM job_runs WHERE ended_at IS NULL')[0] === '1',
      30,
      'the run is under way',
    );
    machine.sh(`systemctl stop ${unit}`);
    expect(machine.show(unit, 'Result', 'ExecMainStatus', 'ActiveState')).toEqual({
      Result: 'success',
      ExecMainStatus: '143',
      ActiveState: 'inactive',
    });
    const last = 'SELECT outcome, exit_code FROM job_runs ORDER BY started_at DESC LIMIT 1';
    expect(ledger(last)).toEqual(['stopped|143']);
  });

  it('keeps what a run says with its weight', () => {
    const unit = 'paperjobs-nse-indices';
    dropIn(`${unit}.service`, '[Service]\nEnvironment=PAPERJOBS_SANDBOX_FAULTS=403\n');
    machine.ask('systemctl', 'start', unit);
    const entries = machine.journal(unit);
    const own = entries.filter(({ MESSAGE }) => !MESSAGE.includes('systemd'));
    expect(own.map(({ PRIORITY }) => PRIORITY)).toContain('3');
    expect(own.filter(({ MESSAGE }) => /^<\d>/.test(MESSAGE))).toEqual([]);
  });

  it('tells our status of a failure, and starts the unit that tells of it', async () => {
    const state = machine.show('paperjobs-nse-indices', 'Result', 'ExecMainStatus', 'ActiveState');
    expect(state).toEqual({ Result: 'exit-code', ExecMainStatus: '69', ActiveState: 'failed' });
    const teller = 'paperjobs-notify@paperjobs-nse-indices.service.service';
    await machine.until(
      () => machine.show(teller, 'ExecMainCode')['ExecMainCode'] !== '0',
      30,
      'the notifier is started',
    );
    const { ExecStart } = machine.show(teller, 'ExecStart');
    expect(ExecStart).toContain('paperjobs.js notify --unit paperjobs-nse-indices.service ;');
    await machine.until(
      () => machine.show(teller, 'ActiveState')['ActiveState'] === 'inactive',
      30,
      'the notifier succeeds',
    );
    const lines = machine.sh(`cat ${MAILS}`).trim().split('\n');
    const mails = lines.map((line) => JSON.parse(line) as { secure: boolean; raw: string });
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ secure: true, user: 'desk' });
    expect(mails[0]?.raw).toMatch(/^Subject: .*nse-indices/m);
    // The end of the failed run's journal came along.
    expect(mails[0]?.raw).toContain('Access Denied');
  });

  it('counts what is no failure as success', () => {
    const unit = 'paperjobs-flows';
    dropIn(
      `${unit}.service`,
      '[Service]\nEnvironment=PAPERJOBS_SANDBOX_FAULTS=503 PAPERJOBS_HTTP_RETRIES=0\n',
    );
    machine.sh(`systemctl start ${unit}`);
    const state = machine.show(unit, 'Result', 'ExecMainStatus');
    expect(state).toEqual({ Result: 'success', ExecMainStatus: '75' });
  });

  it('hands over secrets that are there, and runs without the others', () => {
    machine.put('/etc/credstore/upstox-token', 'tok-en');
    const unit = 'paperjobs-corp-actions.service';
    const shown = `ExecStart=/usr/bin/node ${PROGRAM} config show --origin --json`;
    dropIn(unit, `[Service]\nExecStart=\n${shown}\n`);
    machine.sh(`systemctl start ${unit}`);
    const said = machine
      .journal(unit)
      .map(({ MESSAGE }) => MESSAGE)
      .join('\n');
    expect(said).toMatch(
      /"key":"sources\.upstox\.token","value":"set","origin":"credential upstox-token"/,
    );
    expect(said).toMatch(/"key":"sources\.newsapi\.key","value":"not set"/);
    expect(said).not.toContain('tok-en');
  });

  it('makes up for a start that was missed, and a service without a network does its work', async () => {
    asUser('init');
    const timer = 'paperjobs-backup.timer';
    const stamp = `/var/lib/systemd/timers/stamp-${timer}`;
    machine.sh(`systemctl stop ${timer} && touch -d '3 days ago' ${stamp}`);
    machine.sh(`systemctl start ${timer}`);
    const backups = (): string => machine.sh(`ls ${STATE}/backups 2>/dev/null || true`);
    await machine.until(() => /\.json/.test(backups()), 60, 'the backup is made up for');
    expect(asUser('backup list')).toMatch(/paperjobs/);
    expect(machine.show('paperjobs-backup', 'Result')['Result']).toBe('success');
  });

  it('has timers of a person beside it, on his own database', async () => {
    machine.sh('useradd -m -u 4321 reader && systemctl start user@4321');
    const mine = (words: string): string =>
      machine.sh(
        `setpriv --reuid 4321 --regid 4321 --init-groups env HOME=/home/reader XDG_RUNTIME_DIR=/run/user/4321 ${words}`,
      );
    expect(mine(`${PROGRAM} schedule install --systemd=user`)).toMatch(/\d+ timers are on/);
    mine('systemctl --user start paperjobs-market-sync.service');
    expect(mine('systemctl --user show -p Result,ExecMainStatus paperjobs-market-sync')).toBe(
      'Result=success\nExecMainStatus=0\n',
    );
    expect(mine('ls /home/reader/.local/share/paperjobs/sandbox')).toContain('paperjobs.db');
    expect(mine(`${PROGRAM} schedule remove`)).toContain('done: run systemctl --user disable');
    const stranger = `setpriv --reuid 4321 --regid 4321 --init-groups env HOME=/home/reader ${PROGRAM} status --data-dir ${STATE}`;
    const { status, text } = machine.ask('sh', '-c', stranger);
    expect(status).toBe(78);
    expect(text).toContain(`of the user paperjobs: run sudo -u paperjobs env PAPERJOBS_DATA_DIR=`);
  });

  it('is left as it was, but for what was kept', () => {
    machine.sh('rm -r /etc/systemd/system/*.d && systemctl daemon-reload');
    expect(machine.sh(`${PROGRAM} schedule remove`)).toContain('done: run systemctl disable --now');
    expect(machine.sh('ls /etc/systemd/system | grep paperjobs || true')).toBe('');
    expect(machine.sh("systemctl list-units --all 'paperjobs-*' --no-legend")).toBe('');
    expect(machine.sh(`ls ${STATE}`)).toContain('paperjobs.db');
    expect(machine.sh(`${PROGRAM} schedule diff`)).toContain('nothing is installed');
  });
});
