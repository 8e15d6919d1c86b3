import type { BackupPlan, VaultDeclaration } from '../backup/plan.ts';
import type { TableSettings } from '../dynamodb/settings/settings.ts';
import type { JsonObject } from './json.ts';

/** A deployed function. */
export interface FunctionPlan {
  readonly name: string;
  readonly handler: string;
  /** Folder that would be uploaded as the function's code. */
  readonly code: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** `JSON` or `Text`. */
  readonly logFormat: string;
  /** Where its lines go on AWS; absent when the template leaves it to Lambda. */
  readonly logGroup?: string;
  /** Sandboxes allowed at once when the template reserves a number. */
  readonly reservedConcurrency?: number;
}

/** A table as it exists in one or several Regions. */
export interface TablePlan {
  readonly name: string;
  /** With multi-Region strong consistency. */
  readonly strong: boolean;
  /** Regions whose endpoint knows the table. */
  readonly regions: readonly string[];
  /** What CreateTable needs: attributes, keys, indexes, stream. */
  readonly definition: JsonObject;
  /** What DynamoDB Local does not keep of the table or its replica, by Region. */
  readonly settings?: Readonly<Record<string, TableSettings>>;
}

/** A KMS key and the aliases that lead to it. */
export interface KeyPlan {
  readonly keyId: string;
  readonly aliases: readonly string[];
}

/** Requests a second and how many at once, as the stage allows them. */
export interface ThrottlePlan {
  readonly ratePerSecond: number;
  readonly burst: number;
}

/** A REST API: the OpenAPI document as API Gateway would get it. */
export interface ApiPlan {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly document: JsonObject;
  readonly throttle?: ThrottlePlan;
}

/** A state machine. */
export interface MachinePlan {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Amazon States Language, JSON, with every `${Token}` filled in. */
  readonly definition: string;
}

/** A function or a state machine started by the clock. */
export type SchedulePlan = ScheduleFrame & ScheduleTarget;

interface ScheduleFrame {
  readonly name: string;
  /** `rate(…)` or `cron(…)`. */
  readonly expression: string;
  /** IANA name of the time zone that `cron` counts in; UTC without it. */
  readonly zone?: string;
  /** Sent as the event in place of EventBridge's own. */
  readonly input?: string;
}

/** What a schedule starts. */
export type ScheduleTarget = { readonly functionName: string } | { readonly machineArn: string };

/** A filter that makes a metric of lines of log. */
export interface MetricFilterPlan {
  readonly logGroup: string;
  readonly namespace: string;
  readonly metric: string;
  readonly pattern: string;
  /** `$.path` of a number in the line, or a number. */
  readonly value: string;
}

/** An alarm upon one metric that lines of log make. */
export interface AlarmPlan {
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: string;
  readonly periodSeconds: number;
  readonly periods: number;
  /** Of the last `periods`, how many over the threshold make an alarm. */
  readonly breaching: number;
  readonly threshold: number;
  readonly comparison: string;
  readonly missing: string;
}

/** An alarm upon other alarms. */
export interface CompositePlan {
  readonly name: string;
  readonly rule: string;
}

/** A state machine that starts when an alarm changes. */
export interface AlarmStartPlan {
  readonly alarms: readonly string[];
  readonly states: readonly string[];
  readonly machineArn: string;
  /** Input with `<name>` where a value of the event belongs. */
  readonly template: string;
  readonly paths: Readonly<Record<string, string>>;
}

/** What a Region watches about itself and others. */
export interface WatchPlan {
  readonly filters: readonly MetricFilterPlan[];
  readonly alarms: readonly AlarmPlan[];
  /** Names of alarms that nobody judges here: upon metrics of AWS's own services, or reckoned from several. */
  readonly unwatched: readonly string[];
  readonly composites: readonly CompositePlan[];
  readonly starts: readonly AlarmStartPlan[];
}

/** Everything one Region runs. */
export interface RegionPlan {
  /** Short name for people: `paris`. */
  readonly name: string;
  /** AWS name: `eu-west-3`. */
  readonly region: string;
  readonly functions: readonly FunctionPlan[];
  readonly keys: readonly KeyPlan[];
  readonly apis: readonly ApiPlan[];
  readonly schedules: readonly SchedulePlan[];
  readonly machines: readonly MachinePlan[];
  readonly watch: WatchPlan;
}

/** A record of the hosted zone. */
export interface RecordPlan {
  /** Without the dot at the end. */
  readonly name: string;
  /** Another record, or the API of a Region. */
  readonly leadsTo: { readonly name: string } | { readonly apiOf: string };
  /** Share of the answers among the records of the same name. */
  readonly weight?: number;
  /** Answers those who are nearest to this Region. */
  readonly nearestTo?: string;
  /** Health check without which it is no answer. */
  readonly check?: string;
}

/** A health check: one that asks an address, or one that counts others. */
export type CheckPlan = { readonly id: string; readonly inverted: boolean } & (
  | {
      readonly kind: 'asks';
      readonly host: string;
      readonly path: string;
      readonly everySeconds: number;
      /** Answers of one kind in a row that change its mind. */
      readonly threshold: number;
    }
  | { readonly kind: 'counts'; readonly children: readonly string[]; readonly atLeast: number }
);

/** The hosted zone as far as the twin answers for it. */
export interface RoutingPlan {
  readonly records: readonly RecordPlan[];
  readonly checks: readonly CheckPlan[];
}

/** Everything an environment runs. */
export interface WorldPlan {
  readonly environment: string;
  readonly regions: readonly RegionPlan[];
  readonly tables: readonly TablePlan[];
  readonly vaults: readonly VaultDeclaration[];
  readonly backupPlans: readonly BackupPlan[];
  /** Names and health checks; empty without a domain. */
  readonly routing: RoutingPlan;
}
