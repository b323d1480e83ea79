import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { instant, readInstant } from '../../../src/core/market/instant.ts';
import { LEXICON_MODEL } from '../../../src/core/sentiment/score-headline.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { alertDesk } from './alert-desk.ts';

const DAY = '2026-11-26T';

describe('what an alert can be about', () => {
  it('follows the watchlist, an index and whatever has a price', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    await desk.price('ACME', 101);
    await desk.price('BOLT', 99);
    await desk.price('CANE', 103);
    await desk.rule('@watchlist close > 100');
    await desk.rule('any close > 102');
    expect(await desk.run()).toMatchObject({ counts: { rules: 2, instruments: 3, fired: 2 } });
    expect(await desk.events()).toEqual(['10:00 ACME', '10:00 CANE']);
    await desk.opened.store.write((books) => books.watchlist.add('CANE', 'XNSE', instant(0)));
    expect(await desk.at(`${DAY}10:01`, 'CANE', 103)).toMatchObject({ counts: { fired: 1 } });
  });

  it('dates of events need no price', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    await desk.share('ACME');
    await desk.rule('ACME days_to_earnings <= 3');
    const meeting = {
      symbol: 'ACME',
      date: sessionDate('2026-11-30'),
      company: 'Acme',
      state: 'expected' as const,
      purpose: 'results',
      details: '',
    };
    const window = { from: meeting.date, to: meeting.date };
    await desk.opened.store.write((books) => books.earningsCalendar.save([meeting], window, false));
    expect(await desk.run()).toMatchObject({ counts: { fired: 0, notEvaluated: 0 } });
    desk.moveTo('2026-11-27T10:00');
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 } });
  });

  it('what is held is looked at by its newest price, accounts as they were valued last', async () => {
    const path = join(temporaryFolder(), 'desk.db');
    const desk = await alertDesk(`${DAY}11:00`, path);
    const listingId = await desk.share('ACME');
    const raw = new SqliteDatabase(path);
    onTestFinished(() => void raw.close());
    raw.exec(`
      INSERT INTO accounts VALUES (1, 'main', 'INR', 'none', 0, 500000, 0), (2, 'idle', 'INR', 'none', 0, 0, 0);
      INSERT INTO positions VALUES (1, ${listingId}, 100, 1000000, 0, NULL, NULL, NULL);
      INSERT INTO positions VALUES (2, ${listingId}, 50, 450000, 1000, NULL, NULL, NULL)`);
    const valued = (at: string, valuePaise: number, dayPaise: number) =>
      raw.exec(`INSERT INTO account_summaries VALUES (1, '2026-11-26', 0, ${readInstant(at)}, 0,
        500000, ${valuePaise - 500_000}, ${valuePaise}, 0, 0, 0, 0, 0, ${dayPaise}, 1, 0)`);
    await desk.rule('position ACME pnl < -1000');
    await desk.rule('position any return > 5% and quantity = 150');
    await desk.rule('account:main day_change < -5% or value < 14000');
    await desk.rule('position BOLT pnl > 1');
    valued(`${DAY}10:55`, 1_500_000, -50_000);
    await desk.price('ACME', 93);
    // 150 × 93 − 14,500 = −550; the day has lost 500 of 15,500.
    const first = await desk.run();
    expect(first).toMatchObject({ counts: { fired: 0, notEvaluated: 1 } });
    expect(first.warnings).toEqual([
      'rule 4 "position BOLT pnl > 1" (BOLT) cannot be looked at: nothing of it is held, or no such account is there',
    ]);
    valued(`${DAY}11:01`, 1_450_000, -100_000);
    // 150 × 89 − 14,500 = −1,150; 1,000 of 15,500 are 6.5 %.
    expect(await desk.at(`${DAY}11:01`, 'ACME', 89)).toMatchObject({ counts: { fired: 2 } });
    expect(await desk.at(`${DAY}11:02`, 'ACME', 102)).toMatchObject({ counts: { fired: 1 } });
    const events = await desk.opened.store.alertEvents.newest({ limit: 9 });
    expect(events.map(({ ruleId, symbol }) => `${ruleId} ${symbol}`)).toEqual([
      '2 ACME',
      '3 main',
      '1 ACME',
    ]);
    expect(events[2]?.figures).toEqual([['pnl', -1150]]);
    desk.moveTo(`${DAY}11:20`);
    const late = await desk.run();
    expect(late.warnings.some((text) => text.includes('it was valued last 2026-11-26 11:01'))).toBe(
      true,
    );
  });

  it('news needs no price: its mean of the day, and how much there is', async () => {
    const path = join(temporaryFolder(), 'desk.db');
    const desk = await alertDesk(`${DAY}11:00`, path);
    await desk.share('ACME');
    await desk.rule('ACME sentiment < -0.3 and news_count >= 2');
    expect(await desk.run()).toMatchObject({ counts: { fired: 0, notEvaluated: 0 } });
    const raw = new SqliteDatabase(path);
    onTestFinished(() => void raw.close());
    raw
      .prepare("INSERT INTO sentiment_history VALUES ('ACME', '2026-11-26', ?, 2, 0, 2, 0, -0.5)")
      .run(LEXICON_MODEL);
    desk.moveTo(`${DAY}11:01`);
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 } });
    expect(await desk.run()).toMatchObject({ counts: { fired: 0 } });
  });
});
