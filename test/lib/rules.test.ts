import { describe, expect, it } from 'vitest';
import { SLICES } from '../../domain/traffic/slices.ts';
import { DUE_SHARDS } from '../../lambdas/shared/form-work/due.ts';
import { secretContext } from '../../lambdas/shared/sealed.ts';
import { ACCESS } from '../../lib/access.ts';
import { ENVIRONMENT_OF, SIZES } from '../../lib/capabilities.ts';
import { TRAFFIC_SLICES } from '../../lib/slices.ts';
import { resourcesOf, settingsOf, type Template, templatesOf } from './support.ts';

const domain = { name: 'api.permanence.example', zoneName: 'permanence.example', hostedZoneId: 'Z0123456789' };
const environments = [
  settingsOf('development'),
  settingsOf('staging', { domain }),
  settingsOf('production', { alarmEmail: 'till-support@permanence.example' }),
];
const templates = templatesOf(...environments);
const strong = templates.filter(({ stack }) => !stack.includes('development'));

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

interface Replica {
  readonly Region: string;
  readonly DeletionProtectionEnabled: boolean;
  readonly PointInTimeRecoverySpecification: { readonly PointInTimeRecoveryEnabled: boolean };
  readonly SSESpecification: { readonly KMSMasterKeyId: unknown };
  readonly ResourcePolicy: { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
}

const replicasOf = (some: readonly Template[]) =>
  resourcesOf(some, 'AWS::DynamoDB::GlobalTable').flatMap(({ Properties }) => Properties.Replicas as Replica[]);

/** Roles of what serves; those of backups and runbooks have laws of their own in runbook-roles.test.ts. */
const serving = templates.filter(({ stack }) => stack.includes('-service-'));

const statements = resourcesOf(serving, 'AWS::IAM::Policy').flatMap(
  ({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement,
);
const actionsOf = ({ Action }: Statement): string[] => [Action].flat();

describe('every fact table', () => {
  it('exists, as four tables an environment', () => {
    expect(resourcesOf(templates, 'AWS::DynamoDB::GlobalTable')).toHaveLength(4 * environments.length);
  });

  it('has point-in-time recovery and its own key in every Region', () => {
    for (const replica of replicasOf(templates)) {
      expect(replica.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
      const key = JSON.stringify(replica.SSESpecification.KMSMasterKeyId);
      expect(key).toContain(`:kms:${replica.Region}:`);
      expect(key).toMatch(/:alias\/permanence-\w+-data/);
    }
  });

  it('is protected from deletion and kept when its stack goes, unless the environment can be thrown away', () => {
    for (const replica of replicasOf(strong)) expect(replica.DeletionProtectionEnabled).toBe(true);
    for (const table of resourcesOf(strong, 'AWS::DynamoDB::GlobalTable')) expect(table.DeletionPolicy).toBe('Retain');
  });

  it('refuses every deletion of an item, and of itself, to all but the break-glass role and replication', () => {
    for (const { ResourcePolicy } of replicasOf(strong)) {
      const [statement] = ResourcePolicy.PolicyDocument.Statement;
      expect(statement?.Effect).toBe('Deny');
      expect(statement && actionsOf(statement)).toEqual(
        expect.arrayContaining(['dynamodb:DeleteItem', 'dynamodb:BatchWriteItem', 'dynamodb:DeleteTable']),
      );
      const exempt = JSON.stringify(statement?.Condition?.ArnNotLike);
      expect(exempt).toContain(':role/permanence-break-glass');
      expect(exempt).toContain('AWSServiceRoleForDynamoDBReplication');
    }
  });

  it('has no index but the one of due forms, which holds keys and nothing of a form', () => {
    const indexes = resourcesOf(templates, 'AWS::DynamoDB::GlobalTable').flatMap(
      ({ Properties }) => Properties.GlobalSecondaryIndexes ?? [],
    );
    expect(indexes).toHaveLength(environments.length);
    for (const index of indexes)
      expect(index).toMatchObject({
        IndexName: 'due',
        KeySchema: [
          { AttributeName: 'dueShard', KeyType: 'HASH' },
          { AttributeName: 'dueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      });
  });

  it('that is strong has one replica in Paris, one in Frankfurt and its witness in Ireland', () => {
    for (const { Properties } of resourcesOf(strong, 'AWS::DynamoDB::GlobalTable')) {
      expect((Properties.Replicas as Replica[]).map(({ Region }) => Region).sort()).toEqual([
        'eu-central-1',
        'eu-west-3',
      ]);
      expect(Properties.GlobalTableWitnesses).toEqual([{ Region: 'eu-west-1' }]);
    }
  });
});

describe('no role of what serves', () => {
  const allowed = new Set(['GetItem', 'Query', 'PutItem', 'UpdateItem'].map((action) => `dynamodb:${action}`));
  const inTables = statements.filter((one) => actionsOf(one).some((action) => action.startsWith('dynamodb:')));

  it('may do more in a table than read, write and change one item', () => {
    expect(inTables.length).toBeGreaterThan(0);
    for (const statement of inTables) for (const action of actionsOf(statement)) expect(allowed).toContain(action);
  });

  it('may touch a partition that is not named', () => {
    for (const { Condition } of inTables) {
      const keys = [Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']].flat();
      expect(keys.length).toBeGreaterThan(0);
      for (const key of keys)
        expect(key).toMatch(/^((TILL|REFERENCE|CANARY|DEVICE|FORM|SLIPS)#\*|TRAFFIC|SIGNING-KEYS|SECRETS|[0-3])$/);
    }
  });

  it('but that of the sweeper may look for due forms, and does so in the index only', () => {
    const policies = resourcesOf(serving, 'AWS::IAM::Policy');
    const looking = policies.filter(({ Properties }) => JSON.stringify(Properties).includes('/index/'));
    expect(looking).toHaveLength(5);
    for (const { id } of looking) expect(id).toMatch(/^TaxFreeSweeperRole/);
    const queries = inTables.filter((one) => JSON.stringify(one.Resource).includes('-tax-free'));
    for (const one of queries.filter((query) => actionsOf(query).includes('dynamodb:Query')))
      expect(JSON.stringify(one.Resource)).toMatch(/-tax-free\/index\/due"/);
  });

  it('may do anything anywhere: only traces are sent without naming a resource', () => {
    for (const statement of statements.filter(({ Resource }) => Resource === '*'))
      for (const action of actionsOf(statement)) expect(action).toMatch(/^xray:Put/);
  });

  const opening = (purpose: string) =>
    resourcesOf(serving, 'AWS::IAM::Policy')
      .filter(({ Properties }) => JSON.stringify(Properties).includes(`"kms:EncryptionContext:purpose":"${purpose}"`))
      .map(({ id }) => id.replace(/Role.*/, ''));

  it('but that of checkout may open a signing key', () => {
    expect(opening('chain-signing')).toEqual(Array(5).fill('Checkout'));
  });

  it('but those that work on forms may open a secret', () => {
    const workers = ['AcquirerNotifications', 'CustomsMessages', 'Forms', 'Sweeper'].map((name) => `TaxFree${name}`);
    expect(new Set(opening(secretContext('acquirer').purpose ?? ''))).toEqual(new Set(workers));
  });

  it('may open anything with a key that does not say for what', () => {
    const decrypting = statements.filter((one) => actionsOf(one).includes('kms:Decrypt'));
    expect(decrypting).toHaveLength(5 * 5);
    for (const { Condition } of decrypting)
      expect(Condition?.StringEquals?.['kms:EncryptionContext:purpose']).toMatch(/^(chain-signing|secret)$/);
  });
});

describe('every function', () => {
  const functions = resourcesOf(templates, 'AWS::Lambda::Function');

  it('runs Node 24 on ARM with the handler of its bundle', () => {
    expect(functions).toHaveLength(5 * Object.keys(ENVIRONMENT_OF).length);
    for (const { Properties } of functions)
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
      });
  });

  it('has exactly the variables that its contract lists', () => {
    for (const { Properties } of functions) {
      const capability = String(Properties.FunctionName).split('-').slice(2).join('-') as keyof typeof ENVIRONMENT_OF;
      const { Variables } = Properties.Environment as { Variables: Record<string, string> };
      expect(Object.keys(Variables).sort()).toEqual([...ENVIRONMENT_OF[capability]].sort());
    }
  });

  it('writes JSON to a log group that forgets in time', () => {
    const groups = new Map(
      resourcesOf(templates, 'AWS::Logs::LogGroup').map(({ stack, id, Properties }) => [`${stack}/${id}`, Properties]),
    );
    for (const { stack, Properties } of functions) {
      const logging = Properties.LoggingConfig as { LogFormat: string; LogGroup: { Ref: string } };
      expect(logging.LogFormat).toBe('JSON');
      expect(groups.get(`${stack}/${logging.LogGroup.Ref}`)?.RetentionInDays).toBeGreaterThan(0);
    }
  });
});

describe('the sweep of due forms', () => {
  const schedules = resourcesOf(serving, 'AWS::Scheduler::Schedule').map(({ Properties }) => Properties);

  it('runs once a minute in every Region, and leaves what cannot be called in a queue', () => {
    expect(schedules).toHaveLength(5);
    for (const schedule of schedules)
      expect(schedule).toMatchObject({
        ScheduleExpression: 'rate(1 minute)',
        State: 'ENABLED',
        Target: { RetryPolicy: { MaximumEventAgeInSeconds: 60 }, DeadLetterConfig: expect.any(Object) },
      });
  });

  it('is not repeated when it fails: the next one does the same', () => {
    for (const { Properties } of resourcesOf(templates, 'AWS::Lambda::EventInvokeConfig'))
      expect(Properties).toMatchObject({
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 60,
        DestinationConfig: { OnFailure: expect.any(Object) },
      });
  });

  it('ends before the next one begins', () => {
    expect(SIZES['form-sweeper'].timeoutSeconds).toBeLessThan(60);
  });

  it('looks at every part of the index', () => {
    const index = ACCESS['form-sweeper'].find((access) => access.index === 'due');
    expect(index?.keys).toEqual(DUE_SHARDS);
  });
});

describe('the two Regions', () => {
  const named = (kind: string, city: string) => templates.find(({ stack }) => stack.endsWith(`${kind}-${city}`));
  const neutral = (text: string | undefined) =>
    text
      ?.replaceAll(/eu-west-3|eu-central-1/g, 'REGION')
      .replaceAll(/[Pp]aris|[Ff]rankfurt/g, 'CITY')
      // What CloudFormation must see as new when the document changes carries a hash of it in its name.
      .replaceAll(/ApiDeployment[0-9A-F]{8}[0-9a-f]{32}/g, 'DEPLOYMENT');

  it.each(['staging-service', 'production-service', 'production-keys', 'production-backup', 'production-runbooks'])(
    'have equal %s stacks but for names',
    (kind) => {
      const paris = named(kind, 'paris');
      expect(paris).toBeDefined();
      expect(neutral(named(kind, 'frankfurt')?.text)).toBe(neutral(paris?.text));
    },
  );

  it('are the only ones: nothing is deployed anywhere else', () => {
    for (const { region } of templates) expect(['eu-west-3', 'eu-central-1']).toContain(region);
    const regions = /\b(?:us|eu|ap|sa|ca|me|af|il)-(?:north|south|east|west|central)\w*-\d\b/g;
    const mentioned = new Set(templates.flatMap(({ text }) => text.match(regions) ?? []));
    expect([...mentioned].sort()).toEqual(['eu-central-1', 'eu-west-1', 'eu-west-3']);
  });

  it('export nothing to each other', () => {
    for (const { text } of templates) expect(text).not.toContain('Fn::ImportValue');
  });
});

describe('the API', () => {
  it('is Regional, throttled, traced, logged and behind a firewall', () => {
    const stages = resourcesOf(templates, 'AWS::ApiGateway::Stage');
    expect(stages).toHaveLength(5);
    for (const { Properties } of stages) {
      expect(Properties.TracingEnabled).toBe(true);
      const methods = Properties.MethodSettings as Record<string, unknown>[];
      expect(methods.map(({ ResourcePath }) => ResourcePath)).toEqual([
        '/*',
        '/~1v1~1customs~1messages',
        '/~1v1~1acquirer~1notifications',
      ]);
      for (const method of methods)
        expect(method).toMatchObject({
          ThrottlingRateLimit: expect.any(Number),
          MetricsEnabled: true,
          DataTraceEnabled: false,
        });
      expect(JSON.stringify(Properties.AccessLogSetting)).not.toMatch(/authorization["\\]|header/i);
    }
    for (const { Properties } of resourcesOf(templates, 'AWS::ApiGateway::RestApi'))
      expect(Properties.EndpointConfiguration).toEqual({ Types: ['REGIONAL'] });
    expect(resourcesOf(templates, 'AWS::WAFv2::WebACLAssociation')).toHaveLength(5);
  });

  it('never loses a sale to a guess about its body, and answers a flood with 429', () => {
    for (const { Properties } of resourcesOf(templates, 'AWS::WAFv2::WebACL')) {
      const acl = JSON.stringify(Properties);
      expect(acl).toContain('{"ActionToUse":{"Count":{}},"Name":"SizeRestrictions_BODY"}');
      expect(acl).toContain('"ResponseCode":429');
    }
  });

  it('lets no single address fill the routes on which nobody has shown who it is', () => {
    for (const { Properties } of resourcesOf(templates, 'AWS::WAFv2::WebACL')) {
      const rule = (Properties.Rules as { Name: string }[]).find(({ Name }) => Name === 'WebhooksPerAddress');
      expect(JSON.stringify(rule)).toMatch(/customs\/messages.*acquirer\/notifications/);
    }
  });
});

describe('an environment with a domain', () => {
  const named = templates.filter(({ stack }) => stack.startsWith('permanence-staging'));

  const records = resourcesOf(named, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties);
  const called = (name: string) => records.filter(({ Name }) => Name === name);
  const checks = resourcesOf(named, 'AWS::Route53::HealthCheck').map(
    ({ Properties }) => Properties.HealthCheckConfig as Record<string, unknown>,
  );

  it('shares its traffic out in slices, each answered with the nearest Region that serves it', () => {
    const shares = called('api.permanence.example.').map(({ SetIdentifier, Weight }) => `${SetIdentifier} ${Weight}`);
    expect(shares.sort()).toEqual(['frankfurt-canary 10', 'frankfurt-main 90', 'paris-canary 10', 'paris-main 90']);
    for (const { slice } of SLICES) {
      const nearest = called(`${slice}.api.permanence.example.`);
      expect(nearest.map(({ Region }) => Region).sort()).toEqual(['eu-central-1', 'eu-west-3']);
      for (const { HealthCheckId } of nearest) expect(HealthCheckId).toBeDefined();
    }
  });

  it('has no other door', () => {
    for (const { Properties } of resourcesOf(named, 'AWS::ApiGateway::RestApi'))
      expect(Properties.DisableExecuteApiEndpoint).toBe(true);
  });

  it('takes a Region out when it cannot write, or when the other one says that it was evacuated', () => {
    const asked = checks.flatMap(({ FullyQualifiedDomainName, ResourcePath, Inverted, Type }) =>
      Type === 'CALCULATED' ? [] : [`${Inverted ? 'not ' : ''}${FullyQualifiedDomainName}${ResourcePath}`],
    );
    expect(asked.sort()).toEqual([
      'frankfurt.api.permanence.example/v1/health?deep=true',
      'not frankfurt.api.permanence.example/v1/evacuations/eu-west-3/canary',
      'not frankfurt.api.permanence.example/v1/evacuations/eu-west-3/main',
      'not paris.api.permanence.example/v1/evacuations/eu-central-1/canary',
      'not paris.api.permanence.example/v1/evacuations/eu-central-1/main',
      'paris.api.permanence.example/v1/health?deep=true',
    ]);
    for (const { Type, HealthThreshold, ChildHealthChecks } of checks.filter((check) => check.Type === 'CALCULATED'))
      expect([Type, HealthThreshold, (ChildHealthChecks as unknown[]).length]).toEqual(['CALCULATED', 2, 2]);
  });

  it('knows the slices that the functions know', () => {
    expect(TRAFFIC_SLICES).toEqual(SLICES);
  });
});
