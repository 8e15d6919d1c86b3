import { Ajv, type ErrorObject } from 'ajv';
import { TERRITORIES } from '../domain/vat-rates.ts';

const positive = { type: 'integer', minimum: 1 } as const;

const throttle = {
  type: 'object',
  additionalProperties: false,
  required: ['requestsPerSecond', 'burst'],
  properties: { requestsPerSecond: positive, burst: positive },
} as const;

/** Paths are added to it, so it ends without a slash. */
const httpsAddress = { type: 'string', pattern: '^https://[a-z0-9.-]+(:\\d+)?(/[\\w.-]+)*$' } as const;

const taxFree = {
  type: 'object',
  additionalProperties: false,
  required: ['operator', 'customsUrl', 'acquirer'],
  properties: {
    operator: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,30}$' },
    customsUrl: httpsAddress,
    // As `platformOf` in lambdas/shared/acquirer reads it.
    acquirer: { type: 'string', pattern: '^(test|live:[\\w-]+)$' },
  },
} as const;

const times = {
  type: 'object',
  additionalProperties: false,
  required: ['timeZone', 'skewMinutes', 'offlineDays'],
  properties: {
    timeZone: { enum: Intl.supportedValuesOf('timeZone') },
    // A clock that nobody sets goes wrong by some seconds a day; more than an hour is a wrong zone.
    skewMinutes: { type: 'integer', minimum: 1, maximum: 60 },
    offlineDays: { type: 'integer', minimum: 1, maximum: 31 },
  },
} as const;

const stores = {
  type: 'object',
  // Checkout gets those outside the mainland in its environment, of which Lambda takes 4 KB in all.
  maxProperties: 100,
  propertyNames: { pattern: '^[A-Z0-9]{2,12}$' },
  additionalProperties: {
    type: 'object',
    additionalProperties: false,
    required: ['territory'],
    properties: { territory: { enum: Object.keys(TERRITORIES) } },
  },
} as const;

const backup = {
  type: 'object',
  additionalProperties: false,
  required: ['hourlyDays', 'dailyDays', 'tape'],
  properties: {
    hourlyDays: positive,
    dailyDays: positive,
    tape: {
      type: 'object',
      additionalProperties: false,
      required: ['hourlyDays', 'dailyDays'],
      properties: {
        hourlyDays: positive,
        dailyDays: positive,
        lock: {
          type: 'object',
          additionalProperties: false,
          required: ['minimumDays', 'maximumDays', 'changeableForDays'],
          // AWS Backup takes no less than three days in which a lock can still be taken back.
          properties: {
            minimumDays: positive,
            maximumDays: positive,
            changeableForDays: { type: 'integer', minimum: 3 },
          },
        },
      },
    },
  },
} as const;

const hour = { type: 'integer', minimum: 0, maximum: 24 } as const;

const failover = {
  type: 'object',
  additionalProperties: false,
  required: ['approvalSeconds', 'withoutAnswer', 'verifications', 'concurrency', 'peakHours'],
  properties: {
    // A lock on a runbook lasts no longer than a day.
    approvalSeconds: { type: 'integer', minimum: 60, maximum: 43_200 },
    withoutAnswer: { enum: ['abort', 'go-on'] },
    // As many as the machine has time for, twice over: see its `Comment`.
    verifications: { type: 'integer', minimum: 1, maximum: 4 },
    concurrency: {
      type: 'object',
      additionalProperties: false,
      required: ['quota', 'needed'],
      properties: { quota: positive, needed: positive },
    },
    peakHours: {
      type: 'object',
      additionalProperties: false,
      required: ['from', 'to'],
      properties: { from: hour, to: hour },
    },
    gameDays: { enum: ['monthly', 'daily'] },
    experiments: { type: 'boolean' },
  },
} as const;

const schema = {
  type: 'object',
  additionalProperties: false,
  required: [
    'regions',
    'tables',
    'destroyable',
    'logRetentionDays',
    'throttle',
    'webhookThrottle',
    'requestsPerAddress',
    'breakGlassRole',
    'taxFree',
    'times',
    'backup',
    'failover',
  ],
  properties: {
    account: { type: 'string', pattern: '^\\d{12}$' },
    regions: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: ['eu-west-3', 'eu-central-1'] } },
    tables: { enum: ['plain', 'strong'] },
    witness: { enum: ['eu-west-1'] },
    destroyable: { type: 'boolean' },
    // The periods that CloudWatch Logs takes.
    logRetentionDays: { enum: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 2192, 3653] },
    throttle,
    webhookThrottle: throttle,
    // AWS WAF takes no lower limit than 10.
    requestsPerAddress: { type: 'integer', minimum: 10, maximum: 2_000_000_000 },
    breakGlassRole: { type: 'string', pattern: '^[\\w+=,.@-]{1,64}$' },
    alarmEmail: { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+$' },
    domain: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'zoneName', 'hostedZoneId'],
      properties: {
        name: { type: 'string', pattern: '^([a-z0-9-]+\\.)+[a-z]{2,}$' },
        zoneName: { type: 'string', pattern: '^([a-z0-9-]+\\.)+[a-z]{2,}$' },
        hostedZoneId: { type: 'string', pattern: '^Z[A-Z0-9]{1,31}$' },
      },
    },
    taxFree,
    times,
    stores,
    backup,
    failover,
  },
} as const;

const isShaped = new Ajv({ allErrors: true }).compile(schema);

function sentence(error: ErrorObject): string {
  const where = error.instancePath.slice(1).replaceAll('/', '.') || 'the file';
  const allowed = error.params.allowedValues as unknown[] | undefined;
  if (allowed) return `${where} must be one of ${allowed.join(', ')}`;
  const extra = error.params.additionalProperty as string | undefined;
  if (extra) return `${where} must not have "${extra}"`;
  return `${where} ${error.message}`;
}

/** What is wrong with the shape of a settings file: one sentence each, naming the field; empty when nothing is. */
export function settingsSchema(content: unknown): string[] {
  return isShaped(content) ? [] : (isShaped.errors ?? []).map(sentence);
}
