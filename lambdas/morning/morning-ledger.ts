import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { CopyAge } from '../../domain/morning/copies.ts';
import type { Measure } from '../../domain/morning/forecast.ts';
import type { Kind, Point } from '../../domain/morning/recovery-point.ts';
import type { MorningReport } from '../../domain/morning/report.ts';
import type { MorningRow } from '../../domain/morning/row.ts';
import type { Run } from '../../domain/morning/verdict.ts';
import { untilAnswered } from '../shared/deadline.ts';

/** What a run set out to do, so that its report shows what it did not come to. */
export interface Expectation {
  /** What is there to be tested, and those whose rows were written when it was listed. */
  points: Point[];
  /** Restored tables of dead runs that it is to remove. */
  swept: string[];
  /** How old the newest copy of each table was. */
  copies: CopyAge[];
}

/** The measures of one morning by table. */
export type DayMeasures = Partial<Record<Kind, Measure>>;

/** The morning's part of the `operations` table. Each method is one request, or one a page. */
export interface MorningLedger {
  /** Writes a row unless it is there already or a later run's is; the first row of a run stands. */
  writeRow(row: MorningRow): Promise<void>;
  /** The rows of a date, of all Regions. */
  rows(date: string): Promise<MorningRow[]>;
  writeExpectation(run: Run, expectation: Expectation): Promise<void>;
  expectation(run: Run): Promise<Expectation | undefined>;
  /** The report of a Region's last run of the date replaces those of the runs before it. */
  writeReport(report: MorningReport): Promise<void>;
  report(date: string, region: string): Promise<MorningReport | undefined>;
  writeMeasures(run: Run, measures: DayMeasures): Promise<void>;
  /** A Region's measures of the dates from `first` to `last`, the oldest first. */
  measures(region: string, first: string, last: string): Promise<DayMeasures[]>;
}

type Item = Record<string, AttributeValue>;

const morning = (date: string): string => `MORNING#${date}`;
const trend = (region: string): string => `MORNING#TREND#${region}`;

/** Reports are a few hundred rows of much the same words: deflated they stay far below the 400 KB an item may have. */
const packed = (content: unknown): AttributeValue => ({ B: deflateRawSync(JSON.stringify(content)) });
const unpacked = <T>(item: Item): T => JSON.parse(inflateRawSync(item.content?.B ?? new Uint8Array()).toString()) as T;

/** @param prefix how the names of the vaults begin, and with them the sort keys of rows */
export function createMorningLedger(client: DynamoDBClient, table: string, prefix: string): MorningLedger {
  /** Later runs replace earlier ones, never the other way round, and no run itself. */
  const write = async (pk: string, sk: string, content: unknown, run_started_at: string): Promise<void> => {
    const command = new PutItemCommand({
      TableName: table,
      Item: { pk: { S: pk }, sk: { S: sk }, runStartedAt: { S: run_started_at }, content: packed(content) },
      ConditionExpression: 'attribute_not_exists(pk) OR runStartedAt < :began',
      ExpressionAttributeValues: { ':began': { S: run_started_at } },
    });
    try {
      await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    }
  };

  const read = async <T>(pk: string, sk: string): Promise<T | undefined> => {
    const command = new GetItemCommand({
      TableName: table,
      Key: { pk: { S: pk }, sk: { S: sk } },
      ConsistentRead: true,
    });
    const { Item } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
    return Item && unpacked<T>(Item);
  };

  const query = async <T>(pk: string, condition: string, values: Item): Promise<T[]> => {
    const found: T[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const command = new QueryCommand({
        TableName: table,
        KeyConditionExpression: `pk = :pk AND ${condition}`,
        ExpressionAttributeValues: { ':pk': { S: pk }, ...values },
        ConsistentRead: true,
        ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
      });
      const { Items = [], LastEvaluatedKey } = await untilAnswered((abortSignal) =>
        client.send(command, { abortSignal }),
      );
      found.push(...Items.map((item) => unpacked<T>(item)));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return found;
  };

  return {
    writeRow: (row) =>
      write(morning(row.date), `${row.vault}#${row.kind}#${row.recovery_point}`, row, row.run_started_at),
    rows: (date) => query(morning(date), 'begins_with(sk, :prefix)', { ':prefix': { S: `${prefix}-` } }),
    writeExpectation: ({ date, run, run_started_at }, expectation) =>
      write(morning(date), `EXPECTED#${run}`, expectation, run_started_at),
    expectation: ({ date, run }) => read(morning(date), `EXPECTED#${run}`),
    writeReport: (report) => write(morning(report.date), `REPORT#${report.region}`, report, report.run_started_at),
    report: (date, region) => read(morning(date), `REPORT#${region}`),
    writeMeasures: ({ region, date, run_started_at }, measures) => write(trend(region), date, measures, run_started_at),
    measures: (region, first, last) =>
      query(trend(region), 'sk BETWEEN :first AND :last', { ':first': { S: first }, ':last': { S: last } }),
  };
}
