import { describe, expect, it } from 'vitest';
import { MORNING_METRICS as REPORTED } from '../../lambdas/morning/metrics.ts';
import { readDefinition, substitutions, tokensIn } from '../../lib/asl.ts';
import type { CalledByRunbooks } from '../../lib/capabilities.ts';
import { MORNING_METRICS } from '../../lib/morning-metrics.ts';
import { tokenValues } from '../../lib/runbook-tokens.ts';
import { RUNBOOK_NAMES, RUNBOOKS, type RunbookName, type RunbookRule } from '../../lib/runbooks.ts';
import { resourcesOf, settingsOf, templatesOf } from './support.ts';

const templates = templatesOf(settingsOf('production'));
const machines = resourcesOf(templates, 'AWS::StepFunctions::StateMachine');

interface State {
  readonly Resource?: string;
  readonly [field: string]: unknown;
}

/** Every object in a definition, however deep. */
function objectsIn(value: unknown): State[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : [value as State];
  return [...own, ...Object.values(value).flatMap(objectsIn)];
}

/** The service of the SDK's name, where IAM calls it otherwise. */
const IAM_NAMES: Readonly<Record<string, string>> = { sfn: 'states' };

/** The actions of the `aws-sdk` tasks of a file, as IAM calls them. */
function actionsIn(definition: string): string[] {
  const resources = objectsIn(JSON.parse(definition)).map(({ Resource }) => String(Resource ?? ''));
  const found = resources.flatMap((resource) => {
    const [, service = '', action = ''] = /:aws-sdk:(\w+):(\w+)/.exec(resource) ?? [];
    return service ? [`${IAM_NAMES[service] ?? service}:${action.charAt(0).toUpperCase()}${action.slice(1)}`] : [];
  });
  return [...new Set(found)].sort();
}

const ruleOf = (name: RunbookName): RunbookRule => RUNBOOKS[name];

/** `BootCheckFunction` is `boot-check`. */
function functionsIn(definition: string): string[] {
  return tokensIn(definition).flatMap((token) => {
    const [, name] = /^(\w+)Function$/.exec(token) ?? [];
    return name ? [name.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase()] : [];
  });
}

describe.each(RUNBOOK_NAMES)('the runbook %s', (name) => {
  const definition = readDefinition(name);
  const own = machines.filter(({ Properties }) => Properties.StateMachineName === `permanence-production-${name}`);

  it('is a standard machine in both Regions, logged and traced', () => {
    expect(own.map(({ region }) => region).sort()).toEqual(['eu-central-1', 'eu-west-3']);
    for (const { Properties } of own)
      expect(Properties).toMatchObject({
        StateMachineType: 'STANDARD',
        LoggingConfiguration: { Level: 'ALL' },
        TracingConfiguration: { Enabled: true },
      });
  });

  it('gets exactly the tokens that its file contains', () => {
    for (const { Properties } of own)
      expect(Object.keys(Properties.DefinitionSubstitutions as object).sort()).toEqual(tokensIn(definition));
  });

  it('may do exactly what its file does', () => {
    const allowed = ruleOf(name).rights.flatMap(({ actions }) => actions);
    expect([...new Set(allowed)].sort()).toEqual(actionsIn(definition));
  });

  it('may call exactly the functions that its file names', () => {
    expect([...ruleOf(name).functions].sort()).toEqual(functionsIn(definition).sort());
  });

  it('hands a role to AWS Backup, and starts executions of its own, only when its file does', () => {
    expect(ruleOf(name).restores === true).toBe(tokensIn(definition).includes('RestoreRoleArn'));
    expect(ruleOf(name).distributed === true).toBe(/"Mode":\s*"DISTRIBUTED"/.test(definition));
  });

  it('builds or removes stacks of clones only when its file does', () => {
    const touches = actionsIn(definition).some((action) => /^cloudformation:(Create|Delete)Stack$/.test(action));
    expect(ruleOf(name).buildsClones === true).toBe(touches);
  });

  it('has the same version in both Regions', () => {
    const versions = own.map(({ Properties }) => (Properties.DefinitionSubstitutions as { Version: string }).Version);
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('a token that nobody knows', () => {
  it('fails the synth by name', () => {
    expect(() => substitutions('restore-test', '{"a": "$' + '{Unheard}"}', { Region: 'eu-west-3' })).toThrow(
      'statemachines/restore-test.asl.json uses Unheard',
    );
  });
});

describe('the value of a token', () => {
  it('is there only for one that some file uses', () => {
    const settings = settingsOf('production');
    const values = tokenValues({
      settings,
      region: 'eu-west-3',
      bundles: '',
      restoreRoleArn: '',
      cloneTemplateUrl: '',
    });
    const used = RUNBOOK_NAMES.flatMap((name) => tokensIn(readDefinition(name)));
    expect(Object.keys(values).filter((token) => !used.includes(token))).toEqual([]);
  });
});

describe('a version', { timeout: 60_000 }, () => {
  it('changes with the settings', () => {
    const versionsOf = (minimum: number) => {
      const changed = settingsOf('development', { logRetentionDays: minimum });
      return resourcesOf(templatesOf(changed), 'AWS::StepFunctions::StateMachine').map(
        ({ Properties }) => (Properties.DefinitionSubstitutions as { Version?: string }).Version,
      );
    };
    expect(versionsOf(7)).not.toEqual(versionsOf(14));
  });
});

describe('what starts by the clock', () => {
  const schedules = resourcesOf(templates, 'AWS::Scheduler::Schedule').filter(({ stack }) =>
    stack.includes('runbooks'),
  );
  const named = (name: string) =>
    schedules.filter(({ Properties }) => Properties.Name === `permanence-production-${name}`);

  it.each([
    ['restore-test', 'cron(0 5 * * ? *)', '{}'],
    ['remove-clone', 'cron(0 4 * * ? *)', '{}'],
    ['settings-check', 'cron(0 6 * * ? *)', '{"step":"settings"}'],
  ])('%s: every day in Paris time, in each Region, with a queue for what could not be started', (name, cron, input) => {
    expect(named(name)).toHaveLength(2);
    for (const { Properties } of named(name))
      expect(Properties).toMatchObject({
        ScheduleExpression: cron,
        ScheduleExpressionTimezone: 'Europe/Paris',
        State: 'ENABLED',
        Target: { Input: input, DeadLetterConfig: expect.any(Object) },
      });
  });
});

describe('what the morning reports', () => {
  it('is counted, and nothing else', () => {
    expect([...MORNING_METRICS].sort()).toEqual(Object.keys(REPORTED).sort());
  });

  it('is taken from the lines that it writes', () => {
    const filters = resourcesOf(templates, 'AWS::Logs::MetricFilter').filter(({ Properties }) =>
      String(Properties.FilterPattern).includes('$.morning.'),
    );
    expect(filters).toHaveLength(2 * MORNING_METRICS.length);
    for (const { Properties } of filters) {
      const [transformation] = Properties.MetricTransformations as [{ MetricName: string; MetricValue: string }];
      const name = transformation.MetricName.replace('morning-', '');
      expect(Properties.FilterPattern).toBe(`{ $.morning.${name} = "*" }`);
      expect(transformation.MetricValue).toBe(`$.morning.${name}`);
    }
  });
});

describe('a function of runbooks', () => {
  it('is called by a runbook, all of them', () => {
    const called = new Set(RUNBOOK_NAMES.flatMap((name): readonly CalledByRunbooks[] => ruleOf(name).functions));
    expect([...called].sort()).toEqual([
      'boot-check',
      'clone',
      'evacuation',
      'form-sweeper',
      'morning',
      'repair',
      'runs',
      'synthetic-store',
    ]);
  });
});
