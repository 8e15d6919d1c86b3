import type { Till } from '../../client/index.ts';
import { UsageError } from '../usage.ts';
import type { TillArguments } from './arguments.ts';
import { parseReturnLine, parseSaleLine, parseTender } from './parts.ts';

const FLUSH_MS = 30_000;

/** What a till can be told to do; each gives what is printed. */
const ACTIONS: Record<string, (till: Till, asked: TillArguments) => Promise<unknown>> = {
  sell: (till, { operator, lines, tenders, residence }) =>
    till.sell({
      operator,
      lines: lines.map(parseSaleLine),
      tenders: tenders.map(parseTender),
      ...(residence === undefined ? {} : { customerResidence: residence }),
    }),
  return: (till, { operator, lines, tenders, reason, needed }) =>
    till.recordReturn({
      operator,
      original: needed('original'),
      lines: lines.map(parseReturnLine),
      tenders: tenders.map(parseTender),
      ...(reason === undefined ? {} : { reason }),
    }),
  reprint: (till, { operator, needed }) => till.reprint(needed('original'), operator),
  close: (till, { operator, needed }) => till.close(needed('period'), operator),
  report: (till) => till.report(),
  status: async (till) => till.status(),
  flush: async (till) => ({ emptied: await till.flush(FLUSH_MS), ...till.status() }),
};

/** @throws UsageError when there is no such action */
export function actionFor(what: string) {
  const action = Object.hasOwn(ACTIONS, what) ? ACTIONS[what] : undefined;
  if (action === undefined) throw new UsageError(`a till cannot '${what}'`);
  return action;
}
