import type { AttributeValue, ScanCommandInput, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { lifeLine } from './record.ts';
import { type CloneState, statesBefore } from './state.ts';

/** Who changes a clone: a run, in place of the one that had it when that is known to have ended. */
export interface Holder {
  run: string;
  instead_of?: string;
}

/** One conditional update of a clone. */
export type Change = Omit<UpdateItemCommandInput, 'TableName' | 'Key'>;

const values = (texts: Readonly<Record<string, string>>): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(texts).map(([name, S]) => [`:${name}`, { S }]));

/** One step of its life, from the states that may come before it, by the run that has it. */
export function markChange(to: CloneState, { run, instead_of = run }: Holder, at: Date, url?: string): Change {
  const before = Object.fromEntries(statesBefore(to).map((state, i) => [`from${i}`, state]));
  const places = Object.keys(before).map((name) => `:${name}`);
  const withUrl = url === undefined ? {} : { url };
  return {
    UpdateExpression: `SET #state = :to, #run = :run, #log = list_append(#log, :line)${url === undefined ? '' : ', #url = :url'}`,
    ConditionExpression: `#state IN (${places.join(', ')}) AND #run = :holder`,
    ExpressionAttributeNames: {
      '#state': 'state',
      '#run': 'run',
      '#log': 'log',
      ...(url === undefined ? {} : { '#url': 'url' }),
    },
    ExpressionAttributeValues: {
      ...values({ ...before, ...withUrl, to, run, holder: instead_of }),
      ':line': { L: [lifeLine(to, run, at)] },
    },
  };
}

/** Takes a broken clone over for another attempt. */
export const resumeChange = ({ run, instead_of }: Required<Holder>): Change => ({
  UpdateExpression: 'SET #run = :run, #attempt = #attempt + :one',
  ConditionExpression: '#state = :broken AND #run = :holder',
  ExpressionAttributeNames: { '#state': 'state', '#run': 'run', '#attempt': 'attempt' },
  ExpressionAttributeValues: { ...values({ run, broken: 'broken', holder: instead_of }), ':one': { N: '1' } },
});

/** Keeps the sealed key of its pseudonyms, unless there is one. */
export const keepKeyChange = (run: string, sealed: Uint8Array): Change => ({
  UpdateExpression: 'SET maskingKey = if_not_exists(maskingKey, :key)',
  ConditionExpression: '#run = :run',
  ExpressionAttributeNames: { '#run': 'run' },
  ExpressionAttributeValues: { ...values({ run }), ':key': { B: sealed } },
});

/** Throws that key away and counts what was rewritten by it: once, as the key is there once. */
export const forgetKeyChange = (run: string, rewritten: number): Change => ({
  UpdateExpression: 'SET rewritten = rewritten + :rewritten REMOVE maskingKey',
  ConditionExpression: '#run = :run AND attribute_exists(maskingKey)',
  ExpressionAttributeNames: { '#run': 'run' },
  ExpressionAttributeValues: { ...values({ run }), ':rewritten': { N: String(rewritten) } },
});

/** All clones of a Region: one item for each name that was ever used. */
export const ofRegionFilter = (region: string): Omit<ScanCommandInput, 'TableName'> => ({
  ConsistentRead: true,
  FilterExpression: 'begins_with(pk, :clone) AND #region = :region',
  ExpressionAttributeNames: { '#region': 'region' },
  ExpressionAttributeValues: values({ clone: 'CLONE#', region }),
});
