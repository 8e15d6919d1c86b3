import { createHash } from 'node:crypto';
import type { Json, JsonObject } from './json.ts';
import type { Resource } from './template.ts';

/** The account of everything in the twin, the one DynamoDB Local puts into its ARNs. */
export const ACCOUNT = '000000000000';

/** When every stream of the twin began, as its ARN says. */
export const STREAM_LABEL = '2026-01-01T00:00:00.000';

/** Where a resource of the twin lives. */
export interface Place {
  readonly region: string;
  readonly stack: string;
  readonly logicalId: string;
}

interface Identity {
  /** What `Ref` gives: the physical name. */
  readonly ref: (properties: JsonObject, place: Place) => string;
  /** What `Fn::GetAtt` gives, by attribute. */
  readonly attributes?: Readonly<Record<string, (ref: string, place: Place) => string>>;
}

/**
 * A key id that is the same at every start, because sealed data name it.
 * A UUID made from the place's own names.
 */
function stableUuid({ region, stack, logicalId }: Place): string {
  const hex = createHash('sha256').update(`${region}/${stack}/${logicalId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

const named =
  (property: string) =>
  (properties: JsonObject, { stack, logicalId }: Place): string =>
    String(properties[property] ?? `${stack}-${logicalId}`);

const arn =
  (service: string, resource: string) =>
  (ref: string, { region }: Place): string =>
    `arn:aws:${service}:${region}:${ACCOUNT}:${resource}${ref}`;

const globalArn =
  (service: string, resource: string) =>
  (ref: string): string =>
    `arn:aws:${service}::${ACCOUNT}:${resource}${ref}`;

const table: Identity = {
  ref: named('TableName'),
  attributes: {
    Arn: arn('dynamodb', 'table/'),
    TableId: (_, place) => stableUuid(place),
    StreamArn: (ref, place) => `${arn('dynamodb', 'table/')(ref, place)}/stream/${STREAM_LABEL}`,
  },
};

const IDENTITIES: Readonly<Record<string, Identity>> = {
  'AWS::Lambda::Function': { ref: named('FunctionName'), attributes: { Arn: arn('lambda', 'function:') } },
  'AWS::Lambda::Version': { ref: qualified('1'), attributes: { FunctionArn: (ref) => ref, Version: () => '1' } },
  'AWS::Lambda::Alias': { ref: qualified('live'), attributes: { AliasArn: (ref) => ref } },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::KMS::Key': { ref: (_, place) => stableUuid(place), attributes: { Arn: arn('kms', 'key/') } },
  'AWS::KMS::Alias': { ref: named('AliasName') },
  'AWS::IAM::Role': { ref: named('RoleName'), attributes: { Arn: globalArn('iam', 'role/') } },
  'AWS::Logs::LogGroup': { ref: named('LogGroupName'), attributes: { Arn: arn('logs', 'log-group:') } },
  'AWS::CloudWatch::Alarm': { ref: named('AlarmName'), attributes: { Arn: arn('cloudwatch', 'alarm:') } },
  'AWS::CloudWatch::CompositeAlarm': { ref: named('AlarmName'), attributes: { Arn: arn('cloudwatch', 'alarm:') } },
  'AWS::SQS::Queue': { ref: named('QueueName'), attributes: { Arn: arn('sqs', '') } },
  'AWS::SNS::Topic': { ref: (properties, place) => arn('sns', '')(named('TopicName')(properties, place), place) },
  'AWS::StepFunctions::StateMachine': {
    ref: (properties, place) => arn('states', 'stateMachine:')(named('StateMachineName')(properties, place), place),
    attributes: {
      Arn: (ref) => ref,
      Name: (ref) => ref.split(':').at(-1) ?? ref,
      StateMachineRevisionId: () => 'INITIAL',
    },
  },
  'AWS::Backup::BackupVault': {
    ref: named('BackupVaultName'),
    attributes: { BackupVaultName: (ref) => ref, BackupVaultArn: arn('backup', 'backup-vault:') },
  },
  'AWS::Backup::BackupPlan': {
    ref: (_, place) => stableUuid(place),
    attributes: { BackupPlanId: (ref) => ref, BackupPlanArn: arn('backup', 'backup-plan:'), VersionId: () => 'twin' },
  },
  'AWS::ApiGateway::RestApi': {
    ref: (_, place) => stableUuid(place).replaceAll('-', '').slice(0, 10),
    attributes: { RestApiId: (ref) => ref, RootResourceId: () => 'root' },
  },
  'AWS::ApiGateway::Stage': { ref: named('StageName') },
};

function qualified(fallback: string): Identity['ref'] {
  return (properties, place) => {
    const name = String(properties.FunctionName ?? place.logicalId)
      .split(':')
      .at(-1);
    return `${arn('lambda', 'function:')(name ?? '', place)}:${String(properties.Name ?? fallback)}`;
  };
}

/** What `Ref` gives for a resource whose properties are resolved. */
export function refOf(resource: Resource, properties: JsonObject, place: Place): Json {
  return (IDENTITIES[resource.Type]?.ref ?? named('Name'))(properties, place);
}

/**
 * What `Fn::GetAtt` gives.
 * @throws on an attribute this table does not know, naming resource and attribute.
 */
export function attributeOf(resource: Resource, properties: JsonObject, place: Place, name: string): Json {
  const attribute = IDENTITIES[resource.Type]?.attributes?.[name];
  if (!attribute) throw new Error(`The twin does not know ${name} of ${place.logicalId} (${resource.Type})`);
  return attribute(String(refOf(resource, properties, place)), place);
}
