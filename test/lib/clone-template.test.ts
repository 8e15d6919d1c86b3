import { describe, expect, it } from 'vitest';
import { readContract } from '../../lib/api/contract.ts';
import { webhookPaths } from '../../lib/api/webhooks.ts';
import { cloneTemplatesOf, resourcesOf, settingsOf } from './support.ts';

const templates = cloneTemplatesOf(settingsOf('production'));
const functions = resourcesOf(templates, 'AWS::Lambda::Function').map(({ Properties }) => Properties);
const variablesOf = ({ Environment }: Record<string, unknown>) =>
  (Environment as { Variables: Record<string, unknown> }).Variables;

describe('the template of clones', () => {
  it('is there once a Region and asks for what the machine gives', () => {
    expect(templates).toHaveLength(2);
    for (const { text } of templates)
      expect(Object.keys(JSON.parse(text).Parameters).sort()).toEqual([
        'CloneName',
        'DevicesTable',
        'ExpiresAt',
        'LedgerTable',
        'OperationsTable',
        'TaxFreeTable',
      ]);
  });

  it('is the same in both Regions, to the letter', () => {
    expect(templates[0]?.text).toBe(templates[1]?.text);
  });

  it('takes no table that is not named like a clone', () => {
    for (const { text } of templates) {
      const { Parameters } = JSON.parse(text) as { Parameters: Record<string, { AllowedPattern: string }> };
      for (const [name, { AllowedPattern }] of Object.entries(Parameters).filter(([one]) => one.endsWith('Table'))) {
        expect('permanence-production-ledger', name).not.toMatch(new RegExp(AllowedPattern));
        expect('permanence-clone-monday-ledger', name).toMatch(new RegExp(AllowedPattern));
      }
    }
  });

  it('has the five functions that serve, named after the clone, and makes no role', () => {
    expect(functions).toHaveLength(2 * 5);
    for (const { FunctionName } of functions)
      expect(JSON.stringify(FunctionName)).toMatch(/permanence-clone-",\{"Ref":"CloneName"\},"-/);
    for (const { resources } of templates)
      for (const { Type } of resources) expect(Type).not.toMatch(/^AWS::(IAM|KMS)::/);
  });

  it('reaches nobody outside: neither customs nor the acquirer, whoever asks', () => {
    const outgoing = functions
      .map(variablesOf)
      .flatMap((variables) => Object.entries(variables).filter(([name]) => name.endsWith('_URL')));
    expect(outgoing).toHaveLength(2 * 2);
    for (const [, value] of outgoing) expect(value).toBe('https://nowhere.invalid');
  });

  it('names no table, key, vault or address of its original', () => {
    for (const { text } of templates) {
      expect(text).not.toMatch(/permanence-production-(?!clone-)/);
      expect(text).not.toContain(settingsOf('production').taxFree.customsUrl);
      expect(text).not.toContain('live:');
    }
  });

  it('has no door for messages of customs or the acquirer, and every other one', () => {
    const contract = readContract();
    for (const { Properties } of resourcesOf(templates, 'AWS::ApiGateway::RestApi')) {
      const paths = Object.keys((Properties.Body as { paths: object }).paths);
      for (const webhook of webhookPaths(contract)) expect(paths).not.toContain(webhook);
      expect(paths).toHaveLength(Object.keys(contract.paths as object).length - webhookPaths(contract).length);
    }
  });

  it('marks whatever can be marked with its name and its last day', () => {
    for (const { text } of templates) {
      const marks = { functions: 5, logs: 6, api: 1 };
      const marked = text.match(/"permanence:expires"/g) ?? [];
      expect(marked.length).toBeGreaterThanOrEqual(marks.functions + marks.logs + marks.api);
    }
  });

  it('keeps nothing when it goes', () => {
    for (const { resources } of templates)
      for (const { DeletionPolicy } of resources) expect(DeletionPolicy).not.toBe('Retain');
  });
});
