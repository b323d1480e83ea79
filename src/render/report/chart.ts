import type { SessionDate } from '../../core/market/session-date.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';

/** Colours by meaning, as the page's style names them. */
export type ChartColour = 'accent' | 'quiet' | 'gain' | 'loss' | 'warn';

/** A value of a session. */
export type ChartPoint = readonly [SessionDate, number];

/** A line, an area or bars of one thing. */
export interface ChartSeries {
  readonly name: string;
  readonly shape: 'line' | 'area' | 'bars';
  readonly colour: ChartColour;
  readonly points: readonly ChartPoint[];
}

/** Open, high, low, close of a session. */
export type ChartCandle = readonly [SessionDate, number, number, number, number];

/** Something that is marked at a candle. */
export interface ChartMarker {
  readonly session: SessionDate;
  readonly text: string;
  /** Below the candle pointing up, or above it pointing down; absent: a dot above. */
  readonly up?: boolean;
}

/** What is drawn. */
export type Chart = {
  /** What it shows, for those who see it and those who do not. */
  readonly title: string;
} & (
  | { readonly kind: 'series'; readonly series: readonly ChartSeries[]; readonly unit?: string }
  | {
      readonly kind: 'candles';
      readonly candles: readonly ChartCandle[];
      readonly markers: readonly ChartMarker[];
    }
);

/** Charts of a page, numbered in the order in which they are placed. */
export interface ChartDesk {
  /** The place of a chart in the page. */
  readonly place: (chart: Chart) => Html;
  /** What the page's script draws. */
  readonly placed: () => readonly (Chart & { readonly id: string })[];
}

function keyOf(chart: Chart): Html[] {
  if (chart.kind === 'candles') return [];
  return chart.series.map(
    ({ name, colour }) =>
      html`<span class="key"><i style="background:var(--${colour})"></i>${name}</span>`,
  );
}

/** An empty desk of charts. */
export function chartDesk(): ChartDesk {
  const placed: (Chart & { readonly id: string })[] = [];
  return {
    place(chart) {
      const id = `chart-${placed.length + 1}`;
      placed.push({ ...chart, id });
      return html`<figure class="chart">
        <figcaption>${chart.title} ${keyOf(chart)}</figcaption>
        <div id="${id}" class="canvas" role="img" aria-label="${chart.title}"></div>
      </figure>`;
    },
    placed: () => placed,
  };
}
