import { stateRow } from '../../../domain/tax-free/life/life.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';
import type { FormRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import { rank } from '../rank.ts';
import type { TaxFreeRun } from './tax-free.ts';
import { isTold } from './write-count.ts';

const CREDITED = 'credit-succeeded';

/** When the card was first credited, milliseconds since 1970. */
function creditedAt_ms({ log }: FormRecord): number | undefined {
  const line = log.find(({ event }) => event === CREDITED);
  return line && Date.parse(line.at);
}

/** From the traveller's button to the money, in milliseconds, shortest first; forms that customs were to validate first left out. */
function endToEnd({ evidence }: TaxFreeRun): number[] {
  const began = new Map(evidence.attempts.map(({ formId, began_ms }) => [formId, began_ms]));
  return evidence.forms
    .flatMap((form) => {
      const [from, to] = [began.get(form.formId), creditedAt_ms(form)];
      const early = form.content?.credit === 'before-customs';
      return early && from !== undefined && to !== undefined ? [to - from] : [];
    })
    .sort((a, b) => a - b);
}

const tally = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

/** Why forms were not credited, by what their state says. */
function notCredited(forms: readonly FormRecord[]): Record<string, number> {
  const without = forms.filter((form) => creditedAt_ms(form) === undefined);
  return tally(without.map(({ state }) => `${state}: ${stateRow(state as State).says}`));
}

const per = (transitions: number, requests: number): number =>
  Math.round((100 * requests) / Math.max(1, transitions)) / 100;

/** The figures of the drill, as its last line of JSON. */
export function figuresOf(run: TaxFreeRun) {
  const { evidence, findings, own_ms, writes, kiosks, seed, misfortunes, faults, returns, took_s } = run;
  const issued = evidence.forms.filter(({ content }) => content !== undefined);
  const lines = evidence.forms.flatMap(({ log }) => log);
  const told = lines.filter(({ by }) => isTold(by)).length;
  const own = lines.length - told;
  const waits = endToEnd(run);
  return {
    forms: issued.length,
    credited: issued.filter((form) => creditedAt_ms(form) !== undefined).length,
    lost: findings.lost.length,
    doubled: findings.doubled.length,
    stuck: findings.stuck.length,
    disagreeing: findings.disagreeing.length,
    claimless: findings.claimless.length,
    claims_left: findings.claimsLeft.length,
    over_returned: findings.overReturned.length,
    own_ms_p50: rank(own_ms, 0.5),
    own_ms_p99: rank(own_ms, 0.99),
    end_to_end_ms_p50: rank(waits, 0.5),
    end_to_end_ms_p99: rank(waits, 0.99),
    requests_per_transition: per(own, writes.own.sent - writes.own.hit),
    requests_per_told_transition: per(told, writes.told.sent - writes.told.hit),
    requests_per_transition_with_repeats: per(lines.length, writes.own.sent + writes.told.sent),
    transitions: lines.length,
    kiosks,
    grouped: issued.filter(({ receipts }) => receipts.length > 1).length,
    refused: tally(evidence.attempts.flatMap(({ problem }) => (problem ? [problem.split(':').at(-1) ?? ''] : []))),
    cancelled: evidence.attempts.filter(({ cancellation }) => cancellation === 'accepted').length,
    states: tally(issued.map(({ state }) => state)),
    not_credited: notCredited(issued),
    returns,
    sandboxes_killed: misfortunes.sandboxes.length,
    regions_killed: misfortunes.regions.map(({ region, away_ms }) => `${region} for ${away_ms} ms`),
    faults,
    seconds: Math.round(took_s),
    seed,
  };
}

export type TaxFreeFigures = ReturnType<typeof figuresOf>;
