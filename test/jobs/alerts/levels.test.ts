import { describe, expect, it } from 'vitest';
import { printSubject } from '../../../src/core/alerts/subject.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { alertDesk } from './alert-desk.ts';
import type { AlertDesk } from './alert-desk.ts';

const DAY = '2026-11-26T';

describe('levels after a split', () => {
  /** A split of one share into two, with the ex-date of the desk's day. */
  const halved = (desk: AlertDesk, ...symbols: string[]): Promise<void> =>
    desk.opened.store.write((books) =>
      books.priceFactors.apply(
        [],
        symbols.map((symbol) => ({
          security: symbol,
          symbol,
          exDate: sessionDate('2026-11-26'),
          shares: 0.5,
          rights: 1,
          specialDividend: 1,
          kinds: ['split'],
        })),
      ),
    );
  const rulesOf = async (desk: AlertDesk): Promise<string[]> =>
    (await desk.opened.store.alertRules.list()).map(
      ({ id, subject, condition }) => `${id} ${printSubject(subject)} ${condition}`,
    );

  it('are in shares of after it, with a note', async () => {
    const desk = await alertDesk('2026-11-25T11:00');
    await desk.rule('ACME close > 3000', { note: 'target' });
    await desk.rule('position ACME price < 2800');
    await desk.at('2026-11-25T11:00', 'ACME', 2900);
    await halved(desk, 'ACME');
    expect(await desk.at(`${DAY}11:00`, 'ACME', 1501)).toMatchObject({
      counts: { adjusted: 2, fired: 1 },
    });
    const [rule] = await desk.opened.store.alertRules.list();
    expect(await rulesOf(desk)).toEqual(['1 ACME close > 1500', '2 position ACME price < 1400']);
    expect(rule?.levelsOn).toBe('2026-11-26');
    expect(rule?.note).toBe(
      'target; prices times 0.5 for the split or bonus of 2026-11-26: it was "close > 3000"',
    );
    expect(await desk.at(`${DAY}11:01`, 'ACME', 1501), 'once').toMatchObject({
      counts: { adjusted: 0 },
    });
  });

  it('of one share among several are in a rule of its own, which has seen what the other had', async () => {
    const desk = await alertDesk('2026-11-25T11:00');
    await desk.rule('ACME,BOLT close > 3000', { note: 'target' });
    await desk.at('2026-11-25T11:00', 'BOLT', 2900);
    await desk.at('2026-11-25T11:01', 'ACME', 3100);
    expect(await desk.events()).toEqual(['11:01 ACME']);
    await halved(desk, 'ACME');
    await desk.at(`${DAY}11:00`, 'ACME', 1550);
    expect(await rulesOf(desk)).toEqual(['1 BOLT close > 3000', '2 ACME close > 1500']);
    const notes = (await desk.opened.store.alertRules.list()).map(({ note }) => note);
    expect(notes).toEqual([
      'target; ACME was split: its levels are in a rule of its own',
      'target; prices times 0.5 for the split or bonus of 2026-11-26: it was "close > 3000" of rule 1',
    ]);
    expect(await desk.events(), 'above as before').toEqual(['11:01 ACME']);
    await desk.at(`${DAY}11:01`, 'BOLT', 3050);
    await desk.at(`${DAY}11:02`, 'ACME', 1450);
    await desk.at(`${DAY}11:03`, 'ACME', 1550);
    expect(await desk.events()).toEqual(['11:01 ACME', '11:01 BOLT', '11:03 ACME']);
  });

  it('of several that are all split: the last one keeps the rule', async () => {
    const desk = await alertDesk('2026-11-25T11:00');
    await desk.rule('ACME,BOLT close > 3000');
    await desk.at('2026-11-25T11:00', 'BOLT', 2900);
    await desk.at('2026-11-25T11:01', 'ACME', 2900);
    await halved(desk, 'ACME', 'BOLT');
    await desk.at(`${DAY}11:00`, 'ACME', 1450);
    expect(await rulesOf(desk)).toEqual(['1 BOLT close > 1500', '2 ACME close > 1500']);
    expect(await desk.at(`${DAY}11:01`, 'BOLT', 1450)).toMatchObject({ counts: { adjusted: 0 } });
  });

  it('stay where a rule is about a list, and where it has none', async () => {
    const desk = await alertDesk('2026-11-25T11:00');
    await desk.rule('@watchlist close > 3000');
    await desk.rule('ACME,BOLT day_change > 5%');
    await desk.at('2026-11-25T11:00', 'ACME', 2900);
    await halved(desk, 'ACME');
    await desk.at(`${DAY}11:00`, 'ACME', 1450);
    expect(await rulesOf(desk)).toEqual([
      '1 @watchlist close > 3000',
      '2 ACME,BOLT day_change > 5%',
    ]);
  });

  it('a hysteresis between prices is in shares of after it too, or the rule would not come back', async () => {
    const desk = await alertDesk('2026-11-25T11:00');
    await desk.rule('ACME close > 3000', { hysteresis: { amount: 50, percent: false } });
    await desk.rule('ACME close > previous_close', { hysteresis: { amount: 50, percent: false } });
    await desk.rule('ACME close > 3000', { hysteresis: { amount: 1, percent: true } });
    await desk.at('2026-11-25T11:00', 'ACME', 3100);
    await halved(desk, 'ACME');
    expect(await desk.at(`${DAY}11:00`, 'ACME', 1474)).toMatchObject({ counts: { adjusted: 3 } });
    const rules = await desk.opened.store.alertRules.list();
    expect(rules.map(({ hysteresis }) => hysteresis)).toEqual([
      { amount: 25, percent: false },
      { amount: 25, percent: false },
      { amount: 1, percent: true },
    ]);
    expect(rules[1]?.note).toBe(
      'prices times 0.5 for the split or bonus of 2026-11-26: it was "close > previous_close" with a hysteresis of 50',
    );
    await desk.at(`${DAY}11:01`, 'ACME', 1501);
    expect(await desk.events()).toEqual(['11:00 ACME', '11:00 ACME', '11:01 ACME', '11:01 ACME']);
  });
});
