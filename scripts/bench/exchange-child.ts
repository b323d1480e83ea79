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

function fileAt(path: string): Buffer | undefined {
  const packed = /_0_0_0_(\d{4})(\d{2})(\d{2})_F_0000\.csv\.zip$/.exec(path);
  const plain = /sec_bhavdata_full_(\d{2})(\d{2})(\d{4})\.csv$/.exec(path);
  const day = packed
    ? packed.slice(1).join('-')
    : (plain?.slice(1).toReversed().join('-') ?? 'no day');
  if (!isSessionDate(day)) return undefined;
  return packed ? udiff(day) : withDeliveries(day);
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
