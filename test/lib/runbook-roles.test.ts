import { describe, expect, it } from 'vitest';
import { resourcesOf, settingsOf, templatesOf } from './support.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

const templates = templatesOf(settingsOf('production')).filter(({ stack }) => /-(runbooks|backup)-/.test(stack));
const statements = resourcesOf(templates, 'AWS::IAM::Policy').flatMap(({ id, Properties }) =>
  (Properties.PolicyDocument as { Statement: Statement[] }).Statement.map((one) => ({ role: id, ...one })),
);
const actionsOf = ({ Action }: Statement): string[] => [Action].flat();
const resourcesOfOne = ({ Resource }: Statement): string[] => [Resource].flat().map((one) => JSON.stringify(one));

const CHANGES =
  /^dynamodb:(BatchWriteItem|DeleteItem|DeleteTable|PutItem|Restore\w+|TagResource|UpdateItem|Update\w+)$/;
const LIVE = /table\/permanence-production-(ledger|devices|tax-free|operations)(\/|"|$)/;
const OUR_OWN = /table\/(permanence-production-restored-|permanence-clone-|awsbackup-restore-test-)/;

describe('no role of backups or runbooks', () => {
  const changing = statements.filter((one) => actionsOf(one).some((action) => CHANGES.test(action)));

  it('changes a table that serves, except what runbooks write down in operations and the repair in chains', () => {
    expect(changing.length).toBeGreaterThan(5);
    for (const one of changing)
      for (const resource of resourcesOfOne(one).filter((text) => LIVE.test(text))) {
        expect(resource).toContain(one.role.startsWith('FunctionsRepair') ? 'permanence-production-' : '-operations');
        expect(resource).not.toMatch(/-(devices|tax-free)/);
        const keys = [one.Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']].flat();
        for (const key of keys)
          expect(key).toMatch(/^(LOCK|EVIDENCE|RUN|MORNING|CLONE|REPAIR|APPROVAL|TILL|DEFINITION|DRILL)#\*$|^TRAFFIC$/);
      }
  });

  it('changes any other table than one on trial or a clone', () => {
    for (const one of changing)
      for (const resource of resourcesOfOne(one).filter((text) => !LIVE.test(text))) expect(resource).toMatch(OUR_OWN);
  });

  it('deletes a recovery point, a vault or a key', () => {
    for (const one of statements)
      for (const action of actionsOf(one))
        expect(action).not.toMatch(
          /^(backup:(Delete|Disassociate|Update)|kms:(Schedule|Disable|Put)|iam:(?!PassRole))/,
        );
  });

  it('may do all that a service does', () => {
    for (const one of statements) for (const action of actionsOf(one)) expect(action).not.toContain('*');
  });

  it('passes a role on to any service but the one it is for', () => {
    const passing = statements.filter((one) => actionsOf(one).includes('iam:PassRole'));
    expect(passing.length).toBeGreaterThan(0);
    for (const { Condition, Resource } of passing) {
      expect(Condition?.StringEquals?.['iam:PassedToService']).toMatch(/^(backup|lambda)\.amazonaws\.com$/);
      expect(Resource).not.toBe('*');
    }
  });

  it('builds anything but through CloudFormation', () => {
    const building = statements.filter((one) =>
      actionsOf(one).some((action) => /^(apigateway|lambda:Create)/.test(action)),
    );
    for (const { Condition } of building)
      expect(Condition?.['ForAnyValue:StringEquals']?.['aws:CalledVia']).toEqual(['cloudformation.amazonaws.com']);
  });
});

describe('the function that makes clones', () => {
  it('reads nothing of what it clones but the registry of keys', () => {
    const own = statements.filter(({ role }) => role.startsWith('FunctionsClone'));
    const ofOriginals = own.filter((one) =>
      resourcesOfOne(one).some((text) => /-(ledger|devices|tax-free)/.test(text)),
    );
    expect(ofOriginals.length).toBeGreaterThan(0);
    for (const one of ofOriginals) {
      expect(actionsOf(one)).toEqual(['dynamodb:Query']);
      expect(one.Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']).toEqual(['SECRETS', 'SIGNING-KEYS']);
    }
  });
});

describe('the keys', () => {
  const opening = (purpose: string) =>
    resourcesOf(templates, 'AWS::IAM::Policy')
      .filter(({ Properties }) => JSON.stringify(Properties).includes(purpose))
      .map(({ id }) => id.replace(/(Role)?DefaultPolicy.*/, ''));

  it('of chains are opened by the boot check, which runs the real handlers, and by clones under their own key', () => {
    expect(new Set(opening('chain-signing'))).toEqual(
      new Set(['FunctionsBootCheck', 'FunctionsClone', 'CloneRolescheckout']),
    );
  });
});

describe('a role of clones', () => {
  const ofClones = statements.filter(({ role }) => role.startsWith('CloneRoles'));

  it('reaches tables and keys of clones, and nothing of the original', () => {
    expect(ofClones.length).toBeGreaterThan(0);
    for (const one of ofClones) {
      const text = JSON.stringify(one);
      expect(text).not.toMatch(/permanence-production-(ledger|devices|tax-free|operations|data|signing|secrets)/);
      if (actionsOf(one).some((action) => action.startsWith('dynamodb:')))
        expect(text).toContain('table/permanence-clone-*');
      if (actionsOf(one).some((action) => action.startsWith('kms:')))
        expect(text).toMatch(/keys-(paris|frankfurt).*Clone/);
    }
  });
});
