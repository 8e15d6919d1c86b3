import type { Finding } from './finding.ts';
import { type FoundMachine, functionsOf, roleOf } from './found.ts';
import type { MachineOnPath } from './path.ts';
import { flat, type Placed, placedIn, property, propertyAt, type RegionalTemplate } from './template.ts';

/** Where the names of resources stand, by type. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Scheduler::Schedule': 'Name',
};

const missing = (says: string, { template, id }: Placed): Finding => ({
  rule: 'exists-before',
  says,
  templatePath: template.path,
  resourceLogicalId: id,
});

/** Names of the tables that a Region has: its own and its replicas of those that are defined elsewhere. */
function tablesIn(all: readonly RegionalTemplate[], region: string): string[] {
  const plain = placedIn(all, 'AWS::DynamoDB::Table').filter(({ template }) => template.region === region);
  const replicated = placedIn(all, 'AWS::DynamoDB::GlobalTable').filter((table) =>
    ((table.Properties?.Replicas ?? []) as { Region?: unknown }[]).some(
      (replica) => flat(replica.Region, table.template.region) === region,
    ),
  );
  return [...plain, ...replicated].map((table) => property(table, 'TableName'));
}

/** The tables that a function is told to work on. */
function tablesOf(one: Placed): [variable: string, table: string][] {
  const { Variables = {} } = (one.Properties?.Environment ?? {}) as { Variables?: Record<string, unknown> };
  return Object.entries(Variables)
    .filter(([name]) => name.endsWith('_TABLE'))
    .map(([name, value]) => [name, flat(value, one.template.region)]);
}

/** A bundle or a definition is fetched from the bucket of its own Region when it is deployed, and a cold start reads what Lambda copied there. */
function bucketIsOwn(resource: Placed, member: string, bucketMember: string): boolean {
  const bucket = propertyAt(resource, member, bucketMember);
  return bucket === '' || bucket.includes(resource.template.region) || /^<\w+>$/.test(bucket);
}

function ofFunction(found: FoundMachine, one: Placed): Finding[] {
  const { region } = one.template;
  const who = property(one, 'FunctionName') || one.id;
  const tables = tablesIn(found.all, region);
  return [
    ...(roleOf(found, one, 'Role') === undefined
      ? [missing(`The role of ${who} is not in the stacks of ${region}`, one)]
      : []),
    ...(bucketIsOwn(one, 'Code', 'S3Bucket')
      ? []
      : [missing(`The bundle of ${who} is not in a bucket of ${region}`, one)]),
    ...tablesOf(one)
      .filter(([, table]) => !tables.includes(table))
      .map(([name, table]) => missing(`${who} needs ${name} = ${table}, of which ${region} has no replica`, one)),
  ];
}

/** A Region that has no other one needs nothing to leave it. */
function needed({ on, own, all, machine }: FoundMachine): Finding[] {
  if (new Set(all.map(({ region }) => region)).size < 2) return [];
  return on.needs
    .filter(({ where }) => where === undefined || placedIn(own, where).length > 0)
    .filter(
      ({ type, named }) =>
        !placedIn(own, type).some((one) => named.test(one.id) || named.test(property(one, NAMES[type] ?? 'Name'))),
    )
    .map(({ type, named, because }) =>
      missing(
        `${machine.template.region} has no ${type} named ${named.source}, which ${on.name} needs: ${because}`,
        machine,
      ),
    );
}

/** Whether what a machine needs is in the stacks of its own Region. */
export function presentFor(found: FoundMachine): Finding[] {
  const { machine, on, definition } = found;
  const { region } = machine.template;
  const functions = functionsOf(found);
  return [
    ...(definition === undefined ? [missing(`The definition of ${on.name} cannot be found or read`, machine)] : []),
    ...(roleOf(found, machine, 'RoleArn') === undefined
      ? [missing(`The role of ${on.name} is not in the stacks of ${region}`, machine)]
      : []),
    ...(bucketIsOwn(machine, 'DefinitionS3Location', 'Bucket')
      ? []
      : [missing(`The definition of ${on.name} is not in a bucket of ${region}`, machine)]),
    ...functions.missing.map((name) =>
      missing(`${on.name} invokes ${name}, which is not in the stacks of ${region}`, machine),
    ),
    ...functions.found.flatMap((one) => ofFunction(found, one)),
    ...needed(found),
  ];
}

/** A machine of the way that one Region has must be in each of them: nobody knows which one is left. */
export function everywhere(found: readonly FoundMachine[], path: readonly MachineOnPath[]): Finding[] {
  return path.flatMap(({ name }) => {
    const places = found.filter(({ on }) => on.name === name);
    const regions = places.map(({ machine }) => machine.template.region);
    const lacking = (places[0]?.all ?? []).map(({ region }) => region).filter((region) => !regions.includes(region));
    return [...new Set(lacking)].map((region) =>
      missing(
        `${region} has no machine ${name}, though ${regions.join(', ')} has`,
        (places[0] as FoundMachine).machine,
      ),
    );
  });
}
