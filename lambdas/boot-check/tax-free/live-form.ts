import { hash } from 'node:crypto';
import type { Finding } from '../../../domain/laws/finding.ts';
import type { LifeLine } from '../../shared/form-work/form-record.ts';
import type { Item } from '../../shared/ledger-item.ts';

/** What of a form never changes: its content, and every line of its log so far, since lines are only added. */
function unchangeable(item: Item | undefined, lines: number): { content: string; log: string } {
  const log = (item?.log?.L ?? []).slice(0, lines).map(({ M = {} }) => {
    const { at, event, to, step } = Object.fromEntries(
      Object.entries(M).map(([name, { S }]) => [name, S]),
    ) as Partial<LifeLine>;
    return `${at} ${event} ${to} ${step}`;
  });
  return { content: hash('sha256', item?.form?.B ?? '', 'base64url'), log: log.join('\n') };
}

const revisionOf = (item: Item): number => Number(item.revision?.N ?? 0);

/** A restored form beside the live one, which has gone on since. @returns facts for both digests, and what differs */
export function besideLive(restored: Item, live: Item | undefined): { own: string; other: string; found: Finding[] } {
  const place = `${restored.pk?.S ?? ''}/${restored.sk?.S ?? ''}`;
  const lines = restored.log?.L?.length ?? 0;
  const own = unchangeable(restored, lines);
  const other = unchangeable(live, lines);
  const fact = ({ content, log }: typeof own): string => `${place} ${content} ${log}`;
  const differs = (attribute: string, says: string): Finding => ({
    law: 'live-differs',
    item: `${place} ${attribute}`,
    says,
  });
  const found =
    live === undefined
      ? [{ law: 'live-differs', item: place, says: 'the live table does not have it' }]
      : [
          ...(own.content === other.content ? [] : [differs('form', 'the live form says something else')]),
          ...(own.log === other.log ? [] : [differs('log', 'the live form has lived otherwise')]),
          ...(revisionOf(live) >= revisionOf(restored) ? [] : [differs('revision', 'the live form is older')]),
        ];
  return { own: fact(own), other: live === undefined ? `${place} absent` : fact(other), found };
}
