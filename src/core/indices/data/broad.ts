import type { PublishedRow } from '../published-row.ts';

/** Indices of the market as a whole, by size. The size is told where the name tells it. */
export const BROAD: readonly PublishedRow[] = [
  ['Nifty 50', 50, 'ind_nifty50list'],
  ['Nifty Next 50', 50, 'ind_niftynext50list'],
  ['Nifty 100', 100, 'ind_nifty100list'],
  ['Nifty 200', 200, 'ind_nifty200list'],
  ['Nifty 500', 500, 'ind_nifty500list'],
  ['Nifty Total Market', 750, 'ind_niftytotalmarket_list'],
  ['Nifty Midcap 50', 50, 'ind_niftymidcap50list'],
  ['Nifty Midcap 100', 100, 'ind_niftymidcap100list'],
  ['Nifty Midcap 150', 150, 'ind_niftymidcap150list'],
  ['Nifty Midcap Select', 25, 'ind_niftymidcapselect_list'],
  ['Nifty Smallcap 50', 50, 'ind_niftysmallcap50list'],
  ['Nifty Smallcap 100', 100, 'ind_niftysmallcap100list'],
  ['Nifty Smallcap 250', 250, 'ind_niftysmallcap250list'],
  ['Nifty Smallcap 500', 500, 'ind_NiftySmallcap500_list'],
  ['Nifty Microcap 250', 250, 'ind_niftymicrocap250_list'],
  ['Nifty LargeMidcap 250', 250, 'ind_niftylargemidcap250list'],
  ['Nifty MidSmallcap 400', 400, 'ind_niftymidsmallcap400list'],
  ['Nifty MidSmallcap400 50:50', 400, 'ind_niftyMidSmallcap4005050_list'],
  ['Nifty500 Multicap 50:25:25', 500, 'ind_nifty500Multicap502525_list'],
  [
    'Nifty500 LargeMidSmall Equal-Cap Weighted',
    500,
    'ind_nifty500LargeMidSmallEqualCapWeighted_list',
  ],
  ['Nifty India FPI 150', 150, 'ind_niftyIndiaFPI150_list'],
];
