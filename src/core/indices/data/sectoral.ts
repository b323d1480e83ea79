import type { PublishedRow } from '../published-row.ts';

/** Indices of one sector. Their sizes change with the sector. */
export const SECTORAL: readonly PublishedRow[] = [
  ['Nifty Auto', undefined, 'ind_niftyautolist'],
  ['Nifty Bank', undefined, 'ind_niftybanklist'],
  ['Nifty Chemicals', undefined, 'ind_niftyChemicals_list'],
  ['Nifty Financial Services', undefined, 'ind_niftyfinancelist'],
  [
    'Nifty Financial Services 25/50',
    undefined,
    'ind_niftyfinancialservices25-50list',
    'ind_niftyfinancialservices25_50list',
  ],
  ['Nifty Financial Services Ex-Bank', undefined, 'ind_niftyfinancialservicesexbank_list'],
  ['Nifty FMCG', undefined, 'ind_niftyfmcglist'],
  ['Nifty Healthcare Index', undefined, 'ind_niftyhealthcarelist'],
  ['Nifty IT', undefined, 'ind_niftyitlist'],
  ['Nifty Media', undefined, 'ind_niftymedialist'],
  ['Nifty Metal', undefined, 'ind_niftymetallist'],
  ['Nifty Pharma', undefined, 'ind_niftypharmalist'],
  ['Nifty Private Bank', undefined, 'ind_nifty_privatebanklist', 'ind_niftyprivatebanklist'],
  ['Nifty PSU Bank', undefined, 'ind_niftypsubanklist'],
  ['Nifty Realty', undefined, 'ind_niftyrealtylist'],
  ['Nifty Consumer Durables', undefined, 'ind_niftyconsumerdurableslist'],
  ['Nifty Oil & Gas', undefined, 'ind_niftyoilgaslist'],
  ['Nifty500 Healthcare', undefined, 'ind_nifty500Healthcare_list'],
  // The misspelling is the publisher's.
  ['Nifty MidSmall Financial Services', undefined, 'ind_niftymidsmallfinancailservice_list'],
  ['Nifty MidSmall Healthcare', undefined, 'ind_niftymidsmallhealthcare_list'],
  ['Nifty MidSmall IT & Telecom', undefined, 'ind_niftymidsmallitAndtelecom_list'],
  ['Nifty Cement', undefined, 'ind_NiftyCement_list'],
  ['Nifty Capital Goods', undefined, 'ind_niftyCapitalGoods_list'],
  ['Nifty Power', undefined, 'ind_niftyPower_list'],
  ['Nifty Telecommunications', undefined, 'ind_niftyTelecommunications_list'],
  ['Nifty Consumer Services', undefined, 'ind_niftyConsumerServices_list'],
  ['Nifty REITs & Realty', undefined, 'ind_niftyREITsRealty_list'],
];
