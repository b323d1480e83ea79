import { savedScreens } from '../../core/screen/saved-screens.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { answerQuery } from '../../feed/screen/query.ts';
import type { ReportFacts, ScreenFacts } from '../../render/report/facts.ts';
import type { Store } from '../../store/store.ts';

const MOST_SYMBOLS = 15;

/**
 * Reads what the saved screens select of the newest table up to the day.
 *
 * @param lines of the setting `screen.saved`
 * @throws Failure `config` for a screen that cannot be read
 */
export async function readScreens(
  store: Store,
  to: SessionDate,
  lines: readonly string[],
): Promise<Pick<ReportFacts, 'screens'>> {
  const session = await store.screen.newest(to);
  if (session === undefined) return { screens: { facts: [] } };
  const instruments = await store.dailyBars.instruments({ exchange: 'XNSE' });
  const facts: ScreenFacts[] = [];
  for (const { name, text, expression } of savedScreens(lines).values()) {
    const query = { condition: expression, columns: ['close'], bySector: false };
    const { rows, matched, untold, lacks } = await answerQuery(store, session, instruments, query);
    facts.push({
      name,
      condition: text,
      matched,
      untold,
      lacks,
      symbols: rows.slice(0, MOST_SYMBOLS).map(({ symbol }) => symbol),
    });
  }
  return { screens: { asOf: session, facts } };
}
