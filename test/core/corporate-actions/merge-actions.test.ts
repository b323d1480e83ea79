import { describe, expect, it } from 'vitest';
import type { CorporateAction } from '../../../src/core/corporate-actions/corporate-action.ts';
import { changesBetween, mergeActions } from '../../../src/core/corporate-actions/merge-actions.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { bse, nse } from './made-up-actions.ts';

const who = ({ subject, part, nseSymbol, bseCode }: CorporateAction): string =>
  `${subject} #${part}${nseSymbol ? ' nse' : ''}${bseCode ? ' bse' : ''}`;

const MIXED = 'Annual General Meeting/Dividend - Rs 5 Per Share/Special Dividend - Rs 2 Per Share';

describe('two exchanges', () => {
  it('hang on one row when they tell the same, each part by itself', () => {
    const first = mergeActions([], 'nse', nse(MIXED), true);
    const told = [
      ...bse('Final Dividend - Rs. - 5.0000'),
      ...bse('Special Dividend - Rs. - 2.0000'),
    ];
    const rows = mergeActions(first, 'bse', told, true);
    expect(rows.map(who)).toEqual([
      `${MIXED} #0 nse`,
      `${MIXED} #1 nse bse`,
      `${MIXED} #2 nse bse`,
    ]);
    expect(rows[1]).toMatchObject({
      bseCode: '500999',
      bseSubject: 'Final Dividend - Rs. - 5.0000',
    });
  });

  it('come together whoever tells first', () => {
    const first = mergeActions([], 'bse', bse('Bonus issue 1:1'), true);
    expect(first.map(who)).toEqual(['Bonus issue 1:1 #0 bse']);
    const rows = mergeActions(first, 'nse', nse('Bonus 1:1'), true);
    expect(rows.map(who)).toEqual(['Bonus 1:1 #0 nse bse']);
  });

  it('stay apart over terms, days and companies', () => {
    const first = mergeActions([], 'nse', nse('Dividend - Rs 5 Per Share'), true);
    const told = [
      ...bse('Dividend - Rs. - 6.0000'),
      ...bse('Dividend - Rs. - 5.0000', '2026-03-11'),
      ...bse('Dividend - Rs. - 5.0000', '2026-03-10', { company: 'Zenith Ltd', bseCode: '500998' }),
    ];
    expect(mergeActions(first, 'bse', told, true).map(who)).toHaveLength(4);
  });

  it('stay apart over face values, whichever end of the change differs', () => {
    const split = (from: number, to: number) =>
      `Face Value Split (Sub-Division) - From Rs ${from}/- Per Share To Rs ${to}/- Per Share`;
    const first = mergeActions([], 'nse', nse(split(10, 2)), true);
    const with_ = (from: number, to: number) =>
      mergeActions(first, 'bse', bse(split(from, to)), true).length;
    expect([with_(10, 2), with_(10, 5), with_(5, 2)]).toEqual([1, 2, 2]);
  });

  it('come together by the security where they spell the company in two ways', () => {
    const first = mergeActions([], 'nse', nse('Bonus 1:1'), true);
    const told = bse('Bonus issue 1:1', '2026-03-10', { company: 'Zenith Ltd' }).map((row) => ({
      ...row,
      security: 'ACME',
    }));
    expect(mergeActions(first, 'bse', told, true).map(who)).toEqual(['Bonus 1:1 #0 nse bse']);
  });

  it('need no terms from BSE where it never tells them', () => {
    const first = mergeActions([], 'nse', nse('Rights 1:2 @ Premium Rs 40/-'), true);
    const rows = mergeActions(first, 'bse', bse('Right Issue of Equity Shares'), true);
    expect(rows.map(who)).toEqual(['Rights 1:2 @ Premium Rs 40/- #0 nse bse']);
    expect(rows[0]?.lacks).toBeUndefined();
  });
});

describe('a window that is asked for again', () => {
  const both = mergeActions(
    mergeActions([], 'nse', [...nse('Bonus 1:1'), ...nse('Buy Back')], true),
    'bse',
    bse('Bonus issue 1:1'),
    true,
  );

  it('changes nothing when it tells the same', () => {
    const again = mergeActions(
      mergeActions(both, 'nse', [...nse('Bonus 1:1'), ...nse('Buy Back')], true),
      'bse',
      bse('Bonus issue 1:1'),
      true,
    );
    expect(changesBetween(both, again)).toEqual({ save: [], remove: [], added: 0 });
  });

  it('changes nothing in whatever order the rows come, where several fit', () => {
    const two = [
      ...nse('Scheme Of Arrangement - Bonus Ncrps 4:1'),
      ...nse('Scheme Of Arrangement'),
    ];
    const ask = (kept: readonly CorporateAction[], told: readonly CorporateAction[]) =>
      mergeActions(
        mergeActions(kept, 'nse', told, true),
        'bse',
        bse('Scheme of Arrangement '),
        true,
      );
    const first = ask([], two);
    const again = ask(first.toReversed(), two.toReversed());
    expect(changesBetween(first, again)).toEqual({ save: [], remove: [], added: 0 });
  });

  it('loses what its exchange withdrew, and keeps what the other tells', () => {
    const rows = mergeActions(both, 'nse', [], true);
    expect(rows.map(who)).toEqual(['Bonus issue 1:1 #0 bse']);
    const rest = mergeActions(both, 'bse', [], true);
    expect(rest.map(who)).toEqual(['Bonus 1:1 #0 nse', 'Buy Back #0 nse']);
  });

  it('loses nothing to an answer that tells a part only', () => {
    expect(mergeActions(both, 'nse', nse('Demerger'), false).map(who)).toHaveLength(3);
  });

  it('saves what changed as well as what is new, in the order of its keys', () => {
    const [bonus, buyBack] = [nse('Bonus 1:1'), nse('Buy Back')];
    const [more] = nse('Bonus 1:1', '2026-03-10', { recordDate: sessionDate('2026-03-11') });
    const after = [...nse('Demerger', '2026-03-12'), ...buyBack, ...(more ? [more] : [])];
    const { save, added } = changesBetween([...bonus, ...buyBack], after);
    expect(save.map(who)).toEqual(['Bonus 1:1 #0 nse', 'Demerger #0 nse']);
    expect(save[0]?.recordDate).toBe('2026-03-11');
    expect(added).toBe(1);
  });

  it('knows a row again in whatever order its facts are', () => {
    const turned = both.map(
      (row) => Object.fromEntries(Object.entries(row).toReversed()) as unknown as CorporateAction,
    );
    expect(changesBetween(both, turned).save).toEqual([]);
  });

  it('tells what is new, what changed and what is gone', () => {
    const rows = mergeActions(both, 'nse', nse('Bonus 2:1'), true);
    const changes = changesBetween(both, rows);
    expect(changes.added).toBe(2);
    expect(changes.remove.map(who).toSorted()).toEqual(['Bonus 1:1 #0 nse bse', 'Buy Back #0 nse']);
  });
});
