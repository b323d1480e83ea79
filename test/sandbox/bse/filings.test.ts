import { afterAll, expect, it } from 'vitest';
import { asking, closeAll } from '../asking.ts';

afterAll(closeAll);

const NOW = '2026-11-25T11:00';
const API = '/BseIndiaAPI/api';
type Row = Readonly<Record<string, string | number>>;

it('BSE tells of the same actions by scrip, one row for each part', async () => {
  const { json, ask } = await asking(NOW);
  const rows = await json<Row[]>(
    `${API}/DefaultData/w?Fdate=20261101&TDate=20261130&ddlcategorys=E`,
  );
  expect(rows.map(({ short_name: name, Purpose: purpose }) => `${name}: ${purpose}`)).toEqual([
    'PAPERTIGER: Interim Dividend - Rs. - 4.0000',
    'MONSOONTEA: Interim Dividend - Rs. - 2.0000',
    'MONSOONTEA: Special Dividend - Rs. - 3.0000',
  ]);
  expect(rows[0]).toMatchObject({
    scrip_code: 544_001,
    Ex_date: '12 Nov 2026',
    long_name: 'Paper Tiger Industries Ltd',
  });
  expect((await ask(`${API}/DefaultData/w`)).status).toBe(404);
});

it('BSE tells announcements by pages of fifty, with the count of all', async () => {
  const { json } = await asking(NOW);
  const page = (number: number): string =>
    `${API}/AnnSubCategoryGetData/w?pageno=${number}&strPrevDate=20260101&strToDate=20261125`;
  const first = await json<{ Table: Row[]; Table1: { ROWCNT: number }[] }>(page(1));
  const count = first.Table1[0]?.ROWCNT ?? 0;
  expect(first.Table).toHaveLength(50);
  expect(count).toBeGreaterThan(50);
  const last = await json<{ Table: Row[] }>(page(Math.ceil(count / 50)));
  expect(last.Table).toHaveLength(count % 50 || 50);
});
