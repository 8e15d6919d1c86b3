import { expect, test } from 'vitest';
import type { Template } from '../../../twin/assembly/template.ts';
import { readWorld } from '../../../twin/assembly/world.ts';
import { writeAssembly } from '../support/assembly.ts';
import { PLAIN_TABLE, SERVICE, STRONG_TABLE, TABLES } from '../support/templates.ts';

const TAGS = [{ Key: 'permanence:backup', Value: 'facts' }];
const { Ledger } = TABLES.Resources;

/** Paris has its replica tagged, Frankfurt has not. */
const TAGGED: Template = {
  Resources: {
    ...TABLES.Resources,
    Ledger: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        ...Ledger?.Properties,
        Replicas: [{ Region: 'eu-west-3', Tags: TAGS }, { Region: 'eu-central-1' }],
      },
    },
  },
};

const BACKUPS = {
  Vault: {
    Type: 'AWS::Backup::BackupVault',
    Properties: {
      BackupVaultName: 'shop-tape',
      EncryptionKeyArn: 'arn:key',
      LockConfiguration: { MinRetentionDays: 7, ChangeableForDays: 3 },
      AccessPolicy: { Statement: [] },
    },
  },
  Plan: {
    Type: 'AWS::Backup::BackupPlan',
    Properties: {
      BackupPlan: {
        BackupPlanName: 'shop',
        BackupPlanRule: [
          {
            RuleName: 'hourly',
            ScheduleExpression: 'cron(0 * * * ? *)',
            TargetBackupVault: { Ref: 'Vault' },
            Lifecycle: { DeleteAfterDays: 3 },
            CopyActions: [{ DestinationBackupVaultArn: 'arn:other', Lifecycle: { DeleteAfterDays: 90 } }],
          },
        ],
      },
    },
  },
};

const selectionOf = (how: object) => ({
  Type: 'AWS::Backup::BackupSelection',
  Properties: { BackupPlanId: { Ref: 'Plan' }, BackupSelection: { IamRoleArn: 'arn:role', ...how } },
});

function read(how: object) {
  const template = {
    Resources: { ...SERVICE.Resources, ...BACKUPS, Selection: selectionOf(how) },
  } as unknown as Template;
  return readWorld(
    writeAssembly([
      { name: 'tables', region: 'eu-west-3', template: TAGGED },
      { name: 'paris', region: 'eu-west-3', template },
      { name: 'frankfurt', region: 'eu-central-1', template },
    ]),
    'production',
  );
}

const byTag = {
  Conditions: { StringEquals: [{ ConditionKey: 'aws:ResourceTag/permanence:backup', ConditionValue: 'facts' }] },
};

test('a vault has its key, its lock and its policy', () => {
  expect(read(byTag).vaults[0]).toEqual({
    region: 'eu-west-3',
    name: 'shop-tape',
    keyArn: 'arn:key',
    lock: { minRetentionDays: 7, changeableForDays: 3 },
    accessPolicy: '{"Statement":[]}',
    tags: {},
  });
});

test('a plan has its rules, with copies and how long each is kept', () => {
  const [plan] = read(byTag).backupPlans;
  expect(plan).toMatchObject({ name: 'shop', region: 'eu-west-3', iamRoleArn: 'arn:role' });
  expect(plan?.rules).toEqual([
    {
      ruleId: expect.any(String),
      name: 'hourly',
      schedule: 'cron(0 * * * ? *)',
      vault: 'shop-tape',
      lifecycle: { DeleteAfterDays: 3 },
      copyActions: [{ destinationVaultArn: 'arn:other', lifecycle: { DeleteAfterDays: 90 } }],
    },
  ]);
});

const selected = (how: object): string[][] => read(how).backupPlans.map(({ tables }) => [...tables]);

test('a selection takes the tables of its own Region that carry the tag there', () => {
  expect(selected(byTag)).toEqual([[STRONG_TABLE], []]);
  const { ConditionKey, ConditionValue } = { ConditionKey: 'permanence:backup', ConditionValue: 'facts' };
  expect(selected({ ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey, ConditionValue }] })).toEqual([
    [STRONG_TABLE],
    [],
  ]);
});

test('resources, exceptions and conditions narrow each other', () => {
  const all = 'arn:aws:dynamodb:*:*:table/*';
  expect(selected({ Resources: [all] })).toEqual([[STRONG_TABLE, PLAIN_TABLE], [STRONG_TABLE]]);
  expect(selected({ Resources: [all], NotResources: ['*/shop-notes'] })).toEqual([[STRONG_TABLE], [STRONG_TABLE]]);
  expect(selected({ Resources: ['*/shop-notes'], ...byTag })).toEqual([[], []]);
});

test('a condition that the twin does not know is an error that names it', () => {
  expect(() => read({ Conditions: { StringMaybe: [] } })).toThrow('StringMaybe');
});
