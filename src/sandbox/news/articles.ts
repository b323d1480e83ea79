import { istDate, istInstant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays, dayNumber } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { sandboxCompanies } from '../companies.ts';
import { mix, textKey } from '../hash.ts';
import type { SandboxInstrument } from '../instrument.ts';

/** What a pretend paper wrote. */
export interface PretendArticle {
  readonly at: Instant;
  readonly title: string;
  readonly summary: string;
  /** The part of its address after the paper's host. */
  readonly path: string;
}

/** A text without a headline, which no paper prints. */
export function untitled(article: PretendArticle): PretendArticle {
  return { ...article, title: '' };
}

/** The first is of the night, when India's day is already another than most others'. */
const TIMES = ['00:30', '08:05', '10:40', '12:15', '14:20', '18:45'] as const;

type Story = (company: string, figure: number) => readonly [title: string, summary: string];

const STORIES: readonly Story[] = [
  (company, figure) => [
    `${company} Q2 net profit rises ${figure}% on better margins`,
    `${company} said that demand was strong in all regions.`,
  ],
  (company, figure) => [
    `${company} profit falls ${figure}%, misses estimates`,
    `Higher input costs weighed on ${company} in the quarter.`,
  ],
  (company, figure) => [
    `${company} wins order worth Rs ${figure * 10} crore`,
    `The order is to be executed in ${6 + (figure % 18)} months.`,
  ],
  (company, figure) => [
    `Brokerage downgrades ${company} to sell, cuts target price by ${figure}%`,
    'Analysts see margins under pressure.',
  ],
  (company, figure) => [
    `${company} loss narrows to Rs ${figure} crore`,
    'Costs eased for the third quarter in a row.',
  ],
  (company) => [`${company} shares hold steady ahead of results`, ''],
  (company) => [
    `Fire halts production at ${company} plant`,
    'Nobody was hurt; the cause is being looked into.',
  ],
  (company) => [`${company} board approves buyback at a premium`, ''],
];

/** The day in numbers that the market may be asked for, and the symbols that are named by. */
function nameIn(company: SandboxInstrument, variant: number): string {
  const plain = company.name.replace(/ Limited$/, '');
  return variant % 5 === 0 ? `${plain} (NSE: ${company.symbol})` : plain;
}

function articlesOn(day: SessionDate): PretendArticle[] {
  const listed = sandboxCompanies.filter(
    ({ listedOn, lastSession = '9999-12-31' }) => listedOn <= day && day <= lastSession,
  );
  return listed.flatMap((company) => {
    const chance = mix(textKey(company.symbol), dayNumber(day));
    // A company is written about on two days of three.
    if (chance % 3 === 0) return [];
    const story = STORIES[(chance >>> 4) % STORIES.length];
    const time = TIMES[(chance >>> 10) % TIMES.length] ?? TIMES[0];
    const told = story?.(nameIn(company, chance >>> 14), 3 + ((chance >>> 18) % 40));
    if (!told) return [];
    const slug = told[0].toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    return [
      {
        at: istInstant(day, time),
        title: told[0],
        summary: told[1],
        path: `/markets/${day.replaceAll('-', '')}/${slug}`,
      },
    ];
  });
}

/**
 * What papers wrote in the days up to the moment, newest first.
 *
 * @param days calendar days back
 */
export function articlesUntil(until: Instant, days: number): PretendArticle[] {
  const today = istDate(until);
  return Array.from({ length: days + 1 }, (_, back) => articlesOn(addDays(today, -back)))
    .flat()
    .filter(({ at }) => at <= until)
    .toSorted((a, b) => b.at - a.at || (a.path < b.path ? -1 : 1));
}
