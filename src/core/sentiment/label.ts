/** What a score comes to in a word. */
export const SENTIMENT_LABELS = ['positive', 'negative', 'neutral'] as const;
export type SentimentLabel = (typeof SENTIMENT_LABELS)[number];

/** Scores nearer to 0 than this are neutral. */
const NEUTRAL_WITHIN = 0.2;

/** The label of a score from −1 to 1. */
export function labelOf(score: number): SentimentLabel {
  if (score >= NEUTRAL_WITHIN) return 'positive';
  return score <= -NEUTRAL_WITHIN ? 'negative' : 'neutral';
}
