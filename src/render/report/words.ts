import { istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';

const RUPEES = new Intl.NumberFormat('en-IN', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const WHOLE = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 0 });

/** `₹12,34,567.00`; absent is a dash. @param amount paise */
export function money(amount: number | undefined): string {
  if (amount === undefined) return '–';
  const text = RUPEES.format(Math.abs(amount) / 100);
  return `${amount < 0 ? '−' : ''}₹${text}`;
}

/** `+1.25 %`; absent is a dash. @param ratio a fraction */
export function percent(ratio: number | undefined): string {
  if (ratio === undefined) return '–';
  const text = (Math.abs(ratio) * 100).toFixed(2);
  const sign = text === '0.00' ? '' : ratio < 0 ? '−' : '+';
  return `${sign}${text} %`;
}

/** Whole numbers with the commas of India. */
export function count(value: number): string {
  return WHOLE.format(value);
}

/** A number to two places; absent is a dash. */
export function plain(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(2).replace('-', '−');
}

/** `2026-11-26 15:30`, Indian wall time. */
export function moment(at: Instant): string {
  return istText(at).slice(0, 16).replace('T', ' ');
}

/** Text in the colour of gain or loss, which its sign tells too. */
export function toned(value: number | undefined, text: string): Html {
  if (value === undefined || value === 0) return html`${text}`;
  return html`<span class="${value > 0 ? 'gain' : 'loss'}">${text}</span>`;
}
