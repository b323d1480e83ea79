import { percentText } from '../exchange/risk-limits.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import { MARKET_BUFFER } from '../exchange/order-request.ts';
import type { BotPlan } from './bot-plan.ts';
import type { BotLook, BotStanding } from './look.ts';
import { priceText, sharesFor, sizePosition } from './size-position.ts';

/** What is to be bought, or why nothing is. */
export type Entry =
  | {
      readonly quantity: number;
      readonly stopPaise?: Paise;
      readonly targetPaise?: Paise;
      readonly reason: string;
    }
  | { readonly limited: string };

/** Part of a price that charges may take beside it. */
const CHARGES_BUFFER = 0.005;

/** A limit on what a position may be worth, and its name. */
interface Room {
  readonly valuePaise: number;
  readonly name: string;
}

function roomsOf(plan: BotPlan, { exposure, sector, freePaise }: BotStanding, own: number): Room[] {
  const account = exposure.valuePaise;
  const rooms: Room[] = [
    { valuePaise: freePaise / (1 + MARKET_BUFFER + CHARGES_BUFFER), name: 'the free cash' },
  ];
  if (plan.maxSymbolPercent !== undefined) {
    const valuePaise = (account * plan.maxSymbolPercent) / 100 - own;
    rooms.push({ valuePaise, name: `max_symbol_percent ${plan.maxSymbolPercent}` });
  }
  if (plan.maxSectorPercent !== undefined && sector !== undefined) {
    const held = exposure.bySector.get(sector) ?? 0;
    const valuePaise = (account * plan.maxSectorPercent) / 100 - held;
    rooms.push({ valuePaise, name: `max_sector_percent ${plan.maxSectorPercent} (${sector})` });
  }
  return rooms;
}

/** Why nothing new is bought, whatever its size; absent: it may be. */
function whyNotNow(plan: BotPlan, look: BotLook, standing: BotStanding): string | undefined {
  const { exposure, dayLoss, sessionsSinceSale } = standing;
  if (standing.buying) return 'an order to buy it is open already';
  if (plan.maxDayLossPercent !== undefined && dayLoss >= plan.maxDayLossPercent / 100) {
    return `the account has lost ${percentText(dayLoss)} today: max_day_loss_percent is ${plan.maxDayLossPercent}`;
  }
  if (sessionsSinceSale !== undefined && sessionsSinceSale < plan.cooldownSessions) {
    return `it was sold ${sessionsSinceSale} sessions ago: cooldown_sessions is ${plan.cooldownSessions}`;
  }
  const others = exposure.byListing.size - (exposure.byListing.has(look.listingId) ? 1 : 0);
  if (others >= plan.maxPositions) {
    return `${others} positions are held or ordered: max_positions is ${plan.maxPositions}`;
  }
  return undefined;
}

/** A price at a distance from another, on the tick that is nearer to it. */
function away(price: Paise, percent: number, sign: 1 | -1, tick: Paise): Paise | undefined {
  const exact = price * (1 + (sign * percent) / 100);
  const onTick = (sign < 0 ? Math.ceil(exact / tick) : Math.floor(exact / tick)) * tick;
  return onTick > 0 && sign * (onTick - price) > 0 ? paise(onTick) : undefined;
}

/** The price at which a stop or trailing stop rests: the nearer of the two. */
export function stopFor(
  { stopPercent, trailingPercent }: Pick<BotPlan, 'stopPercent' | 'trailingPercent'>,
  price: Paise,
  tick: Paise,
): Paise | undefined {
  const distances = [stopPercent, trailingPercent].filter((one) => one !== undefined);
  return distances.length === 0 ? undefined : away(price, Math.min(...distances), -1, tick);
}

/** What a signal to enter leads to: the size that was asked for, cut to every limit. */
export function enter(plan: BotPlan, look: BotLook, standing: BotStanding): Entry {
  const barred = whyNotNow(plan, look, standing);
  if (barred !== undefined) return { limited: barred };
  const { closePaise } = look;
  const { exposure, tickPaise } = standing;
  const size = sizePosition(plan, exposure.valuePaise, look.volatility);
  if ('missing' in size) return { limited: size.missing };
  const own = Math.abs(exposure.byListing.get(look.listingId) ?? 0);
  let [quantity, cut] = [sharesFor(size.valuePaise, closePaise), ''];
  if (quantity === 0) {
    return { limited: `one share costs ${priceText(closePaise)}, more than ${size.why}` };
  }
  for (const { valuePaise, name } of roomsOf(plan, standing, own)) {
    const most = sharesFor(valuePaise, closePaise);
    if (most === 0) return { limited: `${name} leaves room for no share` };
    if (most < quantity) [quantity, cut] = [most, `, cut by ${name}`];
  }
  const stopPaise = stopFor(plan, closePaise, tickPaise);
  const targetPaise =
    plan.targetPercent === undefined
      ? undefined
      : away(closePaise, plan.targetPercent, 1, tickPaise);
  return {
    quantity,
    ...(stopPaise === undefined ? {} : { stopPaise }),
    ...(targetPaise === undefined ? {} : { targetPaise }),
    reason: `${look.reason}; ${quantity} shares at ${priceText(closePaise)}: ${size.why}${cut}`,
  };
}
