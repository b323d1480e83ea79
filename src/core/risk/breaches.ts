import { percentText } from '../exchange/risk-limits.ts';
import type { RiskLimits } from '../exchange/risk-limits.ts';
import type { AccountRisk } from './account-risk.ts';

/** A limit that an account is beyond. */
export interface Breach {
  /** Its setting. */
  readonly setting: string;
  /** The share or industry; absent: the whole account. */
  readonly name?: string;
  readonly sentence: string;
}

/** Limits of an account, those of a holding's liquidity among them. */
export interface WatchedLimits extends RiskLimits {
  /** Sessions that closing a holding may take. */
  readonly liquidityDays?: number;
}

const days = (count: number): string => `${Math.round(count * 100) / 100} sessions`;

/** Every limit that an account's risk is beyond, in the order of the settings. */
export function breachesOf({ figures, exposures }: AccountRisk, limits: WatchedLimits): Breach[] {
  const found: Breach[] = [];
  const look = (
    setting: string,
    what: string,
    value: number | undefined,
    limit: number | undefined,
    words: (value: number) => string,
    name?: string,
  ): void => {
    if (value === undefined || limit === undefined || value <= limit) return;
    const sentence = `${what} is ${words(value)}, more than the ${words(limit)} of ${setting}`;
    found.push({ setting, sentence, ...(name === undefined ? {} : { name }) });
  };
  for (const { kind, name, ratio } of exposures) {
    const limit = kind === 'symbol' ? limits.position : limits.sector;
    const setting = kind === 'symbol' ? 'risk.max_position_percent' : 'risk.max_sector_percent';
    const what = `${kind === 'symbol' ? 'the position' : 'the industry'} ${name}`;
    look(setting, what, ratio, limit, percentText, name);
  }
  look('risk.max_gross_percent', 'what is at stake', figures.grossRatio, limits.gross, percentText);
  look('risk.max_positions', 'the number of holdings', figures.positions, limits.positions, String);
  look('risk.max_drawdown_percent', 'the drawdown', figures.drawdown, limits.drawdown, percentText);
  look(
    'risk.max_var_percent',
    'the value at risk of a day (95 %)',
    figures.historicalVar95,
    limits.valueAtRisk,
    percentText,
  );
  for (const { name, liquidityDays } of exposures) {
    const what = `the time to close ${name}`;
    look('risk.max_liquidity_days', what, liquidityDays, limits.liquidityDays, days, name);
  }
  return found;
}
