import type { Millionths } from '../corporate-actions/millionths.ts';
import type { ShareRatio } from '../corporate-actions/purpose-part.ts';
import type { Instant } from '../market/instant.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/** What a company does to its shares, with the terms that booking needs. */
export type ShareTerms =
  /** So many shares afterwards for so many before: 5 for 1, or of a consolidation 1 for 10. */
  | { readonly kind: 'split'; readonly ratio: ShareRatio }
  /** So many new shares for so many held. */
  | { readonly kind: 'bonus'; readonly ratio: ShareRatio }
  | { readonly kind: 'dividend'; readonly perShare: Millionths }
  | {
      readonly kind: 'demerger';
      readonly ratio: ShareRatio;
      readonly intoListingId: number;
      /** Part of the cost that goes with the new shares, 0 to 1, as the company tells it. */
      readonly costRatio: number;
    }
  /** What changes no holding: rights that are not taken up, terms that nobody told. */
  | { readonly kind: 'none'; readonly text: string };

/** An action on a listing, as of the beginning of its ex-date. */
export interface ShareAction {
  readonly listingId: number;
  readonly exDate: SessionDate;
  readonly at: Instant;
  readonly terms: ShareTerms;
  /** What a share is worth after the action, for parts of a share; absent: they are told, not paid. */
  readonly exPricePaise?: Paise;
}
