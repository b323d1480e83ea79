/** A pretend path and the recorded file of the same format. */
export interface Format {
  readonly path: string;
  readonly file: string;
  /** When the sandbox is asked; absent: `EVENING`. */
  readonly at?: string;
  /** CSV: lines above the header, or that there is none. */
  readonly above?: number;
  readonly header?: 'no header';
  /** JSON: the key under which the recorded file has what was answered. */
  readonly under?: string;
  /** Fields of which other shapes than the recorded ones are known, and from where. */
  readonly known?: Readonly<Record<string, string>>;
}

const VERSION_3 = 'version 3 of December 2025, of which no answer was recorded';

export const CSV: Readonly<Record<string, Format>> = {
  'prices, UDiFF': {
    path: '/content/cm/BhavCopy_NSE_CM_0_0_0_20260519_F_0000.csv.zip',
    file: 'bhavcopy/cm-udiff/BhavCopy_NSE_CM_0_0_0_20260519_F_0000.csv',
    known: { '18 LastPric': 'empty for bonds, by the description of the format' },
  },
  'prices, legacy': {
    path: '/content/historical/EQUITIES/2024/MAR/cm14MAR2024bhav.csv.zip',
    file: 'bhavcopy/cm-legacy/cm14MAR2024bhav.csv',
  },
  'prices with deliveries': {
    path: '/products/content/sec_bhavdata_full_21082026.csv',
    file: 'bhavcopy/sec-bhavdata-full/sec_bhavdata_full_21082026.csv',
  },
  'closes of indices': {
    path: '/content/indices/ind_close_all_03012025.csv',
    file: 'index-close/ind_close_all_03012025.csv',
  },
  'price bands': {
    path: '/content/equities/sec_list_28082026.csv',
    file: 'securities/2026-08-28/sec_list_28082026.some-rows.csv',
  },
  shares: { path: '/content/equities/EQUITY_L.csv', file: 'securities/2026-08-08/EQUITY_L.csv' },
  'shares of small companies': {
    path: '/content/equities/SME_EQUITY_L.csv',
    file: 'securities/2026-05/SME_EQUITY_L.csv',
  },
  'exchange-traded funds': {
    path: '/content/equities/eq_etfseclist.csv',
    file: 'securities/2026-05/eq_etfseclist.csv',
  },
  'real estate trusts': {
    path: '/content/equities/REITS_L.csv',
    file: 'securities/2026-05/REITS_L.csv',
  },
  'infrastructure trusts': {
    path: '/content/equities/INVITS_L.csv',
    file: 'securities/2026-05/INVITS_L.csv',
  },
  'closed funds': {
    path: '/content/equities/mf_close-end.csv',
    file: 'securities/2026-05/mf_close-end.csv',
  },
  'depositary receipts': {
    path: '/content/equities/IDR_W9.csv',
    file: 'securities/2026-05/IDR_W9.csv',
  },
  warrants: { path: '/content/equities/WARRANT.csv', file: 'securities/2026-05/WARRANT.csv' },
  'preference shares': { path: '/content/equities/PREF.csv', file: 'securities/2026-05/PREF.csv' },
  'changed symbols': {
    path: '/content/equities/symbolchange.csv',
    file: 'securities/2026-08-08/symbolchange.csv',
    header: 'no header',
  },
  'changed names': {
    path: '/content/equities/namechange.csv',
    file: 'securities/2026-05/namechange.csv',
  },
  'members of an index': {
    path: '/content/indices/ind_nifty50list.csv',
    file: 'index-constituents/2025-09/ind_nifty50list.csv',
  },
  'bulk deals of the day': {
    path: '/content/equities/bulk.csv',
    file: 'daily-reports/2025-12-16/bulk.csv',
  },
  'block deals of the day': {
    path: '/content/equities/block.csv',
    file: 'daily-reports/2025-12-16/block.csv',
  },
  'short sales': {
    path: '/archives/equities/shortSelling/shortselling_16122025.csv',
    file: 'daily-reports/2025-12-16/shortselling_16122025.csv',
  },
  'bulk deals, dated report': {
    path: '/api/historicalOR/bulk-block-short-deals?optionType=bulk_deals&from=01-01-2025&to=10-01-2025&csv=true',
    file: 'deals/Bulk-Deals-export-2025.csv',
  },
  '52-week prices': {
    path: '/content/CM_52_wk_High_low_16122025.csv',
    file: 'daily-reports/2025-12-16/CM_52_wk_High_low_16122025.csv',
    above: 2,
  },
};

export const JSONS: Readonly<Record<string, Format>> = {
  'corporate actions of NSE': {
    path: '/api/corporates-corporateActions?index=equities&from_date=01-01-2026&to_date=25-11-2026',
    file: 'corporate-actions/nse_corporate_actions_api_2026-08.json',
    under: 'records',
    known: {
      '[].recDate': 'a dash where books are closed, by the export of 2016 to 2025',
      '[].bcStartDate': 'a day where books are closed, by the same',
      '[].bcEndDate': 'a day where books are closed, by the same',
    },
  },
  'announcements of NSE': {
    path: '/api/corporate-announcements?index=equities&from_date=01-10-2026&to_date=25-11-2026',
    file: 'corporate-filings/corporate-announcements_2026-04-13.json',
  },
  'event calendar': {
    path: '/api/event-calendar?index=equities&from_date=01-05-2026&to_date=30-05-2026',
    at: '2026-05-12T11:00',
    file: 'corporate-filings/event-calendar_2026-09-17.json',
  },
  'board meetings': {
    path: '/api/corporate-board-meetings?index=equities&from_date=01-10-2026&to_date=25-11-2026',
    file: 'samples/nse/boardMeetings.json',
  },
  'holidays of NSE': {
    path: '/api/holiday-master?type=trading',
    file: 'holidays/holiday-master-2026.json',
  },
  'FII/DII figures': {
    path: '/api/fiidiiTradeReact',
    file: 'deals/fiidiiTradeReact_20260807.json',
  },
  'corporate actions of BSE': {
    path: '/BseIndiaAPI/api/DefaultData/w?Fdate=20260101&TDate=20261125',
    file: 'corporate-actions/bse_corporate_actions_api_2026-08.json',
    under: 'records',
  },
  'announcements of BSE': {
    path: '/BseIndiaAPI/api/AnnSubCategoryGetData/w?pageno=1&strPrevDate=20261001&strToDate=20261125',
    file: 'samples/bse/announcements.json',
    known: { 'Table[].CATEGORYNAME': 'Board Meeting, Result and others since 2024' },
  },
  'option chain': {
    path: '/api/option-chain-v3?type=Indices&symbol=NIFTY&expiry=01-Dec-2026',
    at: '2026-11-25T11:00',
    file: 'option-chain/BANKNIFTY_2023-05-03.json',
    known: {
      'records.strikePrices[]': VERSION_3,
      'records.data[].expiryDates': VERSION_3,
      ...Object.fromEntries(
        ['PE', 'CE'].flatMap((side) =>
          ['expiryDate', 'pchange', 'buyPrice1', 'buyQuantity1', 'sellPrice1', 'sellQuantity1'].map(
            (field) => [`records.data[].${side}.${field}`, VERSION_3],
          ),
        ),
      ),
    },
  },
  'values of indices': { path: '/api/allIndices', file: 'samples/nse/listIndices.json' },
  'data of a symbol': {
    path: '/api/NextApi/apiClient/GetQuoteApi?functionName=getSymbolData&marketType=N&series=EQ&symbol=PAPERTIGER',
    at: '2026-11-25T11:00',
    file: 'samples/nse/getDetailedScripData.json',
  },
};
