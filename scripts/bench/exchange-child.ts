import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSessionDate } from '../../src/core/market/session-date.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import { zipOf } from '../../src/sandbox/zip.ts';
import { sessionRowsOf } from './made-up-sessions.ts';

const COLUMNS =
  'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,FininstrmActlXpryDt,' +
  'StrkPric,OptnTp,FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,LastPric,PrvsClsgPric,UndrlygPric,' +
  'SttlmPric,OpnIntrst,ChngInOpnIntrst,TtlTradgVol,TtlTrfVal,TtlNbOfTxsExctd,SsnId,NewBrdLotQty,' +
  'Rmks,Rsvd1,Rsvd2,Rsvd3,Rsvd4';
const FULL_COLUMNS =
  'SYMBOL, SERIES, DATE1, PREV_CLOSE, OPEN_PRICE, HIGH_PRICE, LOW_PRICE, LAST_PRICE, CLOSE_PRICE, ' +
  'AVG_PRICE, TTL_TRD_QNTY, TURNOVER_LACS, NO_OF_TRADES, DELIV_QTY, DELIV_PER';
const INDEX_COLUMNS =
  'Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,' +
  'Points Change,Change(%),Volume,Turnover (Rs. Cr.),P/E,P/B,Div Yield';
const BAND_COLUMNS = 'Symbol,Series,Security Name,Band,Remarks';
/** Indices of which NSE told closes in 2025. */
const INDICES = 130;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const rupees = (paise: number | undefined): string => ((paise ?? 0) / 100).toFixed(2);
const numberOf = (session: SessionDate): number => Number(session.replaceAll('-', ''));

/** The session's prices as the exchange packs them. */
function udiff(session: SessionDate): Buffer {
  const lines = sessionRowsOf(session, numberOf(session)).map((row, token) => {
    const { openPaise, highPaise, lowPaise, closePaise, volume } = row.bar;
    const prices = [openPaise, highPaise, lowPaise, closePaise, row.lastPaise];
    const who = `CM,NSE,STK,${token},${row.isin},${row.symbol},${row.series},,,,,${row.name}`;
    const dealt = `${volume},${rupees(row.valuePaise)},${row.trades},F1,1,,,,,`;
    const before = rupees(row.previousClosePaise);
    const settled = rupees(closePaise);
    return `${session},${session},${who},${prices.map(rupees).join(',')},${before},,${settled},,,${dealt}`;
  });
  const text = Buffer.from(`${[COLUMNS, ...lines].join('\n')}\n`);
  return zipOf(`BhavCopy_NSE_CM_0_0_0_${numberOf(session)}_F_0000.csv`, text);
}

/** The same with deliveries. */
function withDeliveries(session: SessionDate): Buffer {
  const [year = '', month = '', day = ''] = session.split('-');
  const date = `${day}-${MONTHS[Number(month) - 1]}-${year}`;
  const lines = sessionRowsOf(session, numberOf(session)).map((row) => {
    const { openPaise, highPaise, lowPaise, closePaise, volume } = row.bar;
    const prices = [
      row.previousClosePaise,
      openPaise,
      highPaise,
      lowPaise,
      row.lastPaise,
      closePaise,
    ];
    const lakhs = ((row.valuePaise ?? 0) / 1e7).toFixed(2);
    const numbers = [closePaise].map(rupees).concat(String(volume), lakhs, String(row.trades));
    const delivered = [String(row.delivered ?? 0), '50.00'];
    return [row.symbol, row.series, date, ...prices.map(rupees), ...numbers, ...delivered].join(
      ', ',
    );
  });
  return Buffer.from(`${[FULL_COLUMNS, ...lines].join('\n')}\n`);
}

/** Values of as many indices as NSE tells of. */
function indexCloses(session: SessionDate): Buffer {
  const date = session.split('-').toReversed().join('-');
  const lines = Array.from({ length: INDICES }, (_, index) => {
    const close = 10_000 + index * 10 + (numberOf(session) % 89);
    const values = [close - 5, close + 20, close - 20, close].map((value) => value.toFixed(2));
    return `Nifty Made-up ${index},${date},${values.join(',')},12.50,.12,154921938,14266.26,21.88,3.54,1.27`;
  });
  return Buffer.from(`${[INDEX_COLUMNS, ...lines].join('\n')}\n`);
}

/** Price bands of every security; the names and remarks are quoted, as the exchange has them. */
function priceBands(session: SessionDate): Buffer {
  const lines = sessionRowsOf(session, numberOf(session)).map(({ symbol, series, name }, place) => {
    const remark = place % 40 === 0 ? 'GSM STAGE - 0' : '-';
    return `${symbol},${series},${name?.toUpperCase()},${place % 9 === 0 ? 5 : 20},"${remark}"`;
  });
  return Buffer.from(`${[BAND_COLUMNS, ...lines].join('\n')}\n`);
}

/** Names of files by session, the day's digits in the order year, month, day or the reverse. */
const FILES: readonly (readonly [RegExp, reversed: boolean, (session: SessionDate) => Buffer])[] = [
  [/_0_0_0_(\d{4})(\d{2})(\d{2})_F_0000\.csv\.zip$/, false, udiff],
  [/sec_bhavdata_full_(\d{2})(\d{2})(\d{4})\.csv$/, true, withDeliveries],
  [/ind_close_all_(\d{2})(\d{2})(\d{4})\.csv$/, true, indexCloses],
  [/sec_list_(\d{2})(\d{2})(\d{4})\.csv$/, true, priceBands],
];

function fileAt(path: string): Buffer | undefined {
  for (const [pattern, reversed, make] of FILES) {
    const parts = pattern.exec(path)?.slice(1);
    const day = (reversed ? parts?.toReversed() : parts)?.join('-') ?? '';
    if (isSessionDate(day)) return make(day);
  }
  return undefined;
}

/** Serves made-up sessions until it is ended; its address is in the file `origin` of the folder. */
export function serveExchange(folder: string): Promise<never> {
  const server = createServer((request, response) => {
    const body = fileAt(request.url ?? '');
    response.writeHead(body ? 200 : 404, {
      'content-type': body ? 'application/octet-stream' : 'text/html',
    });
    response.end(body ?? '<html>none</html>');
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    writeFileSync(join(folder, 'origin'), `http://127.0.0.1:${port}`);
  });
  return new Promise(() => undefined);
}
