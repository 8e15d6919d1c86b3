import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { StaticStability } from '../../../lib/rules/static-stability/static-stability.ts';
import { definitionOf, type Placed } from '../../../lib/rules/static-stability/template.ts';
import { NO_BOUNDS } from '../../../lib/rules/static-stability/worst-case.ts';
import { application, settingsOf } from '../support.ts';

const domain = { name: 'api.permanence.example', zoneName: 'permanence.example', hostedZoneId: 'Z0123456789' };
const environments = [settingsOf('production', { domain })];

/** What our rules say at a synth; others may have something to say as well. */
function synthesise(plant: (app: Parameters<Parameters<typeof application>[1]>[0]) => void): string {
  return application(environments, (app) => {
    plant(app);
    try {
      app.synth();
      return '';
    } catch (error) {
      return String(error);
    }
  });
}

const withRules =
  (rules = new StaticStability()) =>
  (app: Parameters<Parameters<typeof synthesise>[0]>[0]) =>
    Validations.of(app).addPlugins(rules);

describe('the application', { timeout: 60_000 }, () => {
  it('is the same in both Regions, and one changed property is named', () => {
    expect(synthesise(withRules())).not.toContain('Static stability');
    const planted = synthesise((app) => {
      withRules()(app);
      const functions = app.node.findAll().filter((node) => node instanceof CfnFunction);
      functions.find(({ node }) => node.path.includes('ServiceFrankfurt'))?.addPropertyOverride('MemorySize', 128);
    });
    expect(planted).toMatch(
      /production\/Service\w+ and production\/Service\w+ differ at \/Resources\/\w+\/Properties\/MemorySize/,
    );
  });

  it('has its machines read from their files, tokens filled in, and their functions and roles found', () => {
    const path = [{ name: 'restore-test', bounds: NO_BOUNDS, needs: [], accepted: [] }];
    const says = synthesise(withRules(new StaticStability(path)));
    expect(says).toContain('of restore-test: backup:StartRestoreJob is control plane');
    expect(says).toContain('The role of permanence-production-morning: dynamodb:DescribeTable is control plane');
    expect(says).not.toContain('cannot be found or read');
  });
});

describe('a definition', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const files = { '1': { source: { path: 'asset.1.json' } } };
  writeFileSync(join(folder, 't.assets.json'), JSON.stringify({ files }));
  writeFileSync(join(folder, 'asset.1.json'), `{"StartAt":"a","States":{"a":{"Type":"Pass","Comment":"\${Who}"}}}`);

  const machine = (key: string, Who: unknown): Placed => ({
    id: 'Machine',
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { DefinitionS3Location: { Bucket: 'b', Key: key }, DefinitionSubstitutions: { Who } },
    template: { stack: 's', environment: 'e', region: 'eu-west-3', path: join(folder, 't.template.json'), content: {} },
  });

  it('is found by its key in the manifest of its stack, and its tokens are filled in as CloudFormation does', () => {
    const Who = { 'Fn::Join': ['-', ['a "quoted"', { Ref: 'AWS::Region' }, { Ref: 'Runs' }]] };
    expect(definitionOf(machine('1.json', Who))?.States.a).toEqual({
      Type: 'Pass',
      Comment: 'a "quoted"-eu-west-3-<Runs>',
    });
  });

  it('that is nowhere is none', () => {
    expect(definitionOf(machine('2.json', ''))).toBeUndefined();
  });
});
