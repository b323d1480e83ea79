import type { SessionDate } from '../market/session-date.ts';

/** How the articles about a company sounded on one day in India, by one model. */
export interface DaySentiment {
  readonly symbol: string;
  readonly day: SessionDate;
  readonly model: string;
  readonly articles: number;
  readonly positive: number;
  readonly negative: number;
  readonly neutral: number;
  /** Mean of the articles' scores, −1 to 1; routine filings count as 0. */
  readonly meanScore: number;
}
