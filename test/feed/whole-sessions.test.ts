import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import type { SessionRow } from '../../src/ports/prices.ts';
import { dailyBar } from '../support/bars.ts';
import { share } from '../support/opened-store.ts';
import { scriptedSource } from '../support/scripted-source.ts';
import { feeding } from './feeding.ts';

const NOW = '2026-06-12T20:00';
const WEEK = { from: '2026-06-08', to: '2026-06-12' };
const ACME = share('ACME', { isin: 'INE900A01011' });
const BOLT = share('BOLT', { isin: 'INE901A01019' });

type Row = Omit<SessionRow, 'bar'> & { readonly closePaise?: number };

const ROWS: readonly Row[] = [
  { symbol: 'ACME', series: 'EQ', isin: 'INE900A01011' },
  { symbol: 'BOLT', series: 'EQ', isin: 'INE901A01019' },
];

/** Files of sessions: the rows are the same in each unless the test says otherwise. */
function files(of: (session: string) => readonly Row[] | undefined = () => ROWS) {
  return scriptedSource('nse', {
    session: (session) => {
      const rows = of(session)?.map(({ closePaise, ...row }) => ({
        ...row,
        bar: dailyBar(session, closePaise),
      }));
      return rows && { rows, refused: [], format: 'udiff' };
    },
  });
}

describe('a source of whole sessions', () => {
  it('is asked once a session for all instruments, and not again', async () => {
    const source = files();
    const desk = await feeding([source], { now: NOW, listed: [ACME, BOLT] });
    const { results } = await desk.whole(['ACME', 'BOLT'], WEEK);
    expect(source.told()).toHaveLength(5);
    expect(results.map(({ symbol, changed, received }) => [symbol, changed, received])).toEqual([
      ['ACME', 5, 5],
      ['BOLT', 5, 5],
    ]);
    const again = await desk.whole(['ACME', 'BOLT'], WEEK);
    expect(source.told()).toEqual([]);
    expect(again.results.map(({ status }) => status)).toEqual(['nothing', 'nothing']);
  });

  it('explains a session whose file lacks the symbol and does not read it again', async () => {
    const source = files((session) => (session === '2026-06-10' ? [] : ROWS));
    const desk = await feeding([source], { now: NOW, listed: [ACME] });
    await desk.whole(['ACME'], WEEK);
    expect(await desk.gaps()).toEqual([
      "2026-06-10..2026-06-10 explained×1: suspended or without a trade: the exchange's file of the session has no row",
    ]);
    source.told();
    await desk.whole(['ACME'], WEEK);
    expect(source.told()).toEqual([]);
  });

  it.each<[string, readonly Row[], string]>([
    [
      'takes EQ before T0 and BL',
      ['BL', 'T0', 'EQ'].map((series, place) => ({
        symbol: 'ACME',
        series,
        closePaise: 9000 + place,
      })),
      '9002',
    ],
    [
      'takes BE when there is no EQ',
      [
        { symbol: 'ACME', series: 'BL', closePaise: 7000 },
        { symbol: 'ACME', series: 'BE', closePaise: 8000 },
      ],
      '8000',
    ],
    [
      'finds a renamed share by its ISIN',
      [{ symbol: 'OLDNAME', series: 'EQ', isin: 'INE900A01011', closePaise: 6000 }],
      '6000',
    ],
    [
      'takes the symbol after a face-value split changed the ISIN',
      [{ symbol: 'ACME', series: 'EQ', isin: 'INE900A01029', closePaise: 5500 }],
      '5500',
    ],
    [
      'leaves the row of another company that bore the symbol then',
      [
        { symbol: 'ACME', series: 'EQ', isin: 'INE777A01015', closePaise: 1 },
        { symbol: 'OLDNAME', series: 'BE', isin: 'INE900A01011', closePaise: 6100 },
      ],
      '6100',
    ],
  ])('%s', async (_, rows, closePaise) => {
    const desk = await feeding([files(() => rows)], { now: NOW, listed: [ACME] });
    await desk.whole(['ACME'], { from: '2026-06-12', to: '2026-06-12' });
    expect(await desk.rows('ACME')).toEqual([`2026-06-12 ${closePaise} nse`]);
  });

  it('asks for a file again that is not published, however often it was not', async () => {
    const source = files((session) => (session === '2026-06-12' ? undefined : ROWS));
    const desk = await feeding([source], { now: NOW, listed: [ACME] });
    for (const time of ['18:15', '18:30', '18:45', '19:00']) {
      desk.moveTo(`2026-06-12T${time}`);
      const { results } = await desk.whole(['ACME'], WEEK);
      expect(results[0]?.failure?.code).toBe('not-yet');
    }
    expect(await desk.gaps()).toEqual([
      '2026-06-12..2026-06-12 open×0: no source could answer (not-yet)',
    ]);
    expect(source.told().at(-1)).toBe('* session 2026-06-12..2026-06-12');
  });

  it('keeps the other sessions when one is refused, also one in their midst', async () => {
    const source = files((session) => {
      if (session === '2026-06-10') throw new Failure('bad-data', 'ClsPric is missing');
      return ROWS;
    });
    const desk = await feeding([source], { now: NOW, listed: [ACME] });
    const { results } = await desk.whole(['ACME'], WEEK);
    expect(results[0]).toMatchObject({ status: 'failed', changed: 4, openSlots: 1 });
    const answered = await desk.opened.store.syncHistory.answered(
      'ACME',
      '1d',
      ['nse'],
      desk.ctx.wall.now(),
    );
    expect(answered.map(({ from, to }) => `${from}..${to}`)).toEqual([
      '2026-06-08..2026-06-09',
      '2026-06-11..2026-06-12',
    ]);
  });

  it('counts refused rows of the files, whosoever they are', async () => {
    const refused = [{ row: 'line 7', reason: 'high below low' }];
    const source = scriptedSource('nse', {
      session: () => ({ rows: [], refused, format: 'udiff' }),
    });
    const desk = await feeding([source], { now: NOW, listed: [ACME] });
    expect((await desk.whole(['ACME'], WEEK)).refusedRows).toBe(5);
  });

  it('makes an instrument of a stranger that a file names, and none of one that no file names', async () => {
    const rows = [{ symbol: 'STRANGER', series: 'SM' }];
    const desk = await feeding([files(() => rows)], { now: NOW });
    const { results } = await desk.whole(['STRANGER', 'NOBODY'], WEEK);
    expect(results.map(({ symbol, status }) => `${symbol} ${status}`)).toEqual([
      'STRANGER done',
      'NOBODY unknown',
    ]);
    expect(await desk.rows('STRANGER')).toHaveLength(5);
  });

  it('calls a stranger unknown only where a file was read', async () => {
    const desk = await feeding([files()], { now: NOW });
    const { results } = await desk.whole(['STRANGER'], { from: '2026-06-13', to: '2026-06-14' });
    expect(results[0], 'a weekend has no files').toMatchObject({ status: 'nothing' });
  });

  it('looks at the sessions asked for and leaves gaps of others as they are', async () => {
    const source = files((session) => (session === '2026-06-09' ? undefined : ROWS));
    const desk = await feeding([source], { now: NOW, listed: [ACME] });
    await desk.whole(['ACME'], { from: '2026-06-08', to: '2026-06-10' });
    const before = await desk.gaps();
    source.told();
    await desk.whole(['ACME'], { from: '2026-06-08', to: '2026-06-12', only: ['2026-06-12'] });
    expect(source.told()).toEqual(['* session 2026-06-12..2026-06-12']);
    expect(await desk.gaps()).toEqual(before);
  });

  it('ends the run when the database cannot be written', async () => {
    const desk = await feeding([files()], { now: NOW, listed: [ACME] });
    const targets = await desk.targets('ACME');
    const full = new Failure('disk-io', 'the disk is full');
    const { feedWholeSessions } = await import('../../src/feed/whole-sessions.ts');
    const ctx = { ...desk.ctx, store: { ...desk.ctx.store, write: () => Promise.reject(full) } };
    const wish = { exchange: 'XNSE', chain: [], missingOnly: false } as const;
    const day = targets[0] && {
      from: dailyBar('2026-06-12').session,
      to: dailyBar('2026-06-12').session,
    };
    if (!day) throw new Error('no target');
    await expect(feedWholeSessions(ctx, files(), targets, { ...wish, ...day })).rejects.toBe(full);
  });
});
