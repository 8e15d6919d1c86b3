import { CfnGlobalTable } from 'aws-cdk-lib/aws-dynamodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { STRONG_TABLE_RULES } from '../../lib/rules/strong-tables.ts';
import { application, settingsOf } from './support.ts';

/** Plants a property into the finished ledger and synthesises. */
function synthesiseWith(property: string, value: unknown): void {
  application([settingsOf('staging')], (app) => {
    const ledger = app.node.findAll().find((node) => node instanceof CfnGlobalTable);
    ledger?.addPropertyOverride(property, value);
    app.synth();
  });
}

const planted: Record<string, readonly [property: string, value: unknown]> = {
  'no-ttl': ['TimeToLiveSpecification', { Enabled: true, AttributeName: 'expires' }],
  'no-local-index': ['LocalSecondaryIndexes', [{ IndexName: 'byTime', KeySchema: [], Projection: {} }]],
  'on-demand': ['BillingMode', 'PROVISIONED'],
  'allowed-regions': ['Replicas.0.Region', 'eu-west-2'],
  'three-regions': ['GlobalTableWitnesses', []],
};

describe('a strong table', { timeout: 30_000 }, () => {
  it('passes as it is', () => {
    expect(() => synthesiseWith('BillingMode', 'PAY_PER_REQUEST')).not.toThrow();
  });

  it.each(STRONG_TABLE_RULES)('that breaks "$name" fails the synth', ({ name, sentence }) => {
    const [property, value] = planted[name] ?? ['', undefined];
    expect(() => synthesiseWith(property, value)).toThrow(sentence);
  });
});

describe('the CDK command', { timeout: 30_000 }, () => {
  afterEach(() => void vi.unstubAllEnvs());

  it('cannot keep the application from failing by itself', () => {
    vi.stubEnv('CDK_CONTEXT_JSON', JSON.stringify({ '@aws-cdk/core:failSynthOnValidationErrors': false }));
    expect(() => synthesiseWith('BillingMode', 'PROVISIONED')).toThrow('billed on demand');
  });
});
