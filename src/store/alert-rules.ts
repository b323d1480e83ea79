import type { Insertable, Selectable } from 'kysely';
import type { AlertRule } from '../core/alerts/rule.ts';
import { printHysteresis, readHysteresis } from '../core/alerts/hysteresis.ts';
import { printSubject, readSubject } from '../core/alerts/subject.ts';
import type { Interval } from '../core/market/bar.ts';
import { instant } from '../core/market/instant.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Channel, NotificationPriority } from '../core/notification/notification.ts';
import type { AlertTables } from './alert-tables.ts';
import type { Handle } from './handle.ts';
import { readOnce } from './read-once.ts';
import { viewsOf } from './row-views.ts';

/** What a person decides about a rule; the rest is kept by the store. */
export type RuleDraft = Omit<AlertRule, 'id' | 'revision'>;

/** What is the same in many of thousands of rules. */
interface Reading {
  readonly subject: (text: string) => AlertRule['subject'];
  readonly day: (text: string) => SessionDate;
}

function reading(): Reading {
  return {
    subject: readOnce((text) => readSubject(text).subject),
    day: readOnce(sessionDate),
  };
}

function ruleOf(row: Selectable<AlertTables['alert_rules']>, { subject, day }: Reading): AlertRule {
  return {
    id: row.rule_id,
    subject: subject(row.subject),
    condition: row.condition,
    enabled: row.enabled === 1,
    once: row.once === 1,
    cooldownSeconds: row.cooldown_seconds,
    priority: row.priority as NotificationPriority,
    levelsOn: day(row.levels_on),
    createdAt: instant(row.created_at),
    revision: row.revision,
    ...(row.interval === null ? {} : { interval: row.interval as Interval }),
    ...(row.hysteresis === null ? {} : { hysteresis: readHysteresis(row.hysteresis) }),
    ...(row.valid_from === null ? {} : { validFrom: instant(row.valid_from) }),
    ...(row.valid_until === null ? {} : { validUntil: instant(row.valid_until) }),
    ...(row.channels === null ? {} : { channels: JSON.parse(row.channels) as Channel[] }),
    ...(row.note === null ? {} : { note: row.note }),
  };
}

function factsOf(rule: RuleDraft): Omit<Insertable<AlertTables['alert_rules']>, 'rule_id'> {
  return {
    subject: printSubject(rule.subject),
    condition: rule.condition,
    interval: rule.interval ?? null,
    enabled: Number(rule.enabled),
    once: Number(rule.once),
    cooldown_seconds: rule.cooldownSeconds,
    hysteresis: rule.hysteresis ? printHysteresis(rule.hysteresis) : null,
    valid_from: rule.validFrom ?? null,
    valid_until: rule.validUntil ?? null,
    priority: rule.priority,
    channels: rule.channels ? JSON.stringify(rule.channels) : null,
    note: rule.note ?? null,
    levels_on: rule.levelsOn,
    created_at: rule.createdAt,
  };
}

/** Reading of alert rules. */
export function readAlertRules({ db }: Handle) {
  return {
    /** By number; absent ids: all. */
    async list(ids?: readonly number[]): Promise<AlertRule[]> {
      let query = db.selectFrom('alert_rules').selectAll().orderBy('rule_id');
      if (ids) query = query.where('rule_id', 'in', ids);
      const known = reading();
      const rows = await viewsOf(db, query.compile());
      return rows.map((row) => ruleOf(row, known));
    },
    /** The revision of each rule that is switched on, by its number. */
    async revisions(): Promise<Map<number, number>> {
      const query = db
        .selectFrom('alert_rules')
        .select(['rule_id', 'revision'])
        .where('enabled', '=', 1);
      const rows = await viewsOf(db, query.compile());
      return new Map(rows.map((row) => [row.rule_id, row.revision]));
    },
    /** Subjects of the rules that are switched on, each once. */
    async subjects(): Promise<string[]> {
      const rows = await db
        .selectFrom('alert_rules')
        .select('subject')
        .distinct()
        .where('enabled', '=', 1)
        .orderBy('subject')
        .execute();
      return rows.map((row) => row.subject);
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeAlertRules({ db }: Handle) {
  async function forget(id: number): Promise<void> {
    await db.deleteFrom('alert_states').where('rule_id', '=', id).execute();
  }
  /** @returns its number: one that no rule and no event has had */
  async function add(draft: RuleDraft): Promise<number> {
    const [rule, event] = [
      await db
        .selectFrom('alert_rules')
        .select((all) => all.fn.max('rule_id').as('last'))
        .executeTakeFirst(),
      await db
        .selectFrom('alert_events')
        .select((all) => all.fn.max('rule_id').as('last'))
        .executeTakeFirst(),
    ];
    const id = Math.max(rule?.last ?? 0, event?.last ?? 0) + 1;
    await db
      .insertInto('alert_rules')
      .values({ rule_id: id, ...factsOf(draft) })
      .execute();
    return id;
  }
  async function change(id: number, draft: RuleDraft): Promise<boolean> {
    const result = await db
      .updateTable('alert_rules')
      .set((all) => ({ ...factsOf(draft), revision: all('revision', '+', 1) }))
      .where('rule_id', '=', id)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }
  return {
    add,
    /**
     * Changes a rule under its number.
     *
     * @param afresh forgets where it stands: what the new condition says is seen for the first time
     * @returns whether the rule is there
     */
    async change(id: number, draft: RuleDraft, afresh: boolean): Promise<boolean> {
      const changed = await change(id, draft);
      if (afresh) await forget(id);
      return changed;
    },
    /** Levels as they are after a split; what the rule has seen stays. */
    async adjust(
      id: number,
      revision: number,
      facts: Pick<AlertRule, 'condition' | 'hysteresis' | 'levelsOn'> & { readonly note: string },
    ): Promise<boolean> {
      const result = await db
        .updateTable('alert_rules')
        .set((all) => ({
          condition: facts.condition,
          hysteresis: facts.hysteresis ? printHysteresis(facts.hysteresis) : null,
          note: facts.note,
          levels_on: facts.levelsOn,
          revision: all('revision', '+', 1),
        }))
        .where('rule_id', '=', id)
        .where('revision', '=', revision)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    /**
     * Takes one share of a rule about several out of it, and gives it a rule of its own.
     *
     * @param rest what stays: the rule without the share
     * @param own the share's rule, which has seen what the other one had seen of it
     * @param symbol of the share today
     * @returns the number of its rule; absent: somebody changed the rule meanwhile
     */
    async part(
      { id, revision, ...rest }: AlertRule,
      own: RuleDraft,
      symbol: string,
    ): Promise<number | undefined> {
      const [kept] = await db
        .selectFrom('alert_rules')
        .select('revision')
        .where('rule_id', '=', id)
        .execute();
      if (kept?.revision !== revision) return undefined;
      await change(id, rest);
      const ownId = await add(own);
      await db
        .updateTable('alert_states')
        .set({ rule_id: ownId })
        .where('rule_id', '=', id)
        .where('symbol', '=', symbol)
        .execute();
      return ownId;
    },
    /** @returns whether it was there; its events stay */
    async remove(id: number): Promise<boolean> {
      await forget(id);
      const result = await db
        .deleteFrom('alert_rules')
        .where('rule_id', '=', id)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}
