import { expect, test } from 'vitest';
import { readWorld } from '../../../twin/assembly/world.ts';
import { writeAssembly } from '../support/assembly.ts';
import { SERVICE } from '../support/templates.ts';

const NAME = 'sell.permanence.example';

const asks = (host: string, more: object = {}) => ({
  Type: 'AWS::Route53::HealthCheck',
  Properties: {
    HealthCheckConfig: {
      Type: 'HTTPS',
      FullyQualifiedDomainName: host,
      ResourcePath: '/v1/health',
      RequestInterval: 10,
      FailureThreshold: 3,
      ...more,
    },
  },
});

const record = (Name: string, DNSName: object, more: object = {}) => ({
  Type: 'AWS::Route53::RecordSet',
  Properties: { Name, Type: 'A', AliasTarget: { DNSName, HostedZoneId: 'Z1' }, ...more },
});

const read = (resources: Record<string, unknown>) => {
  const template = { Resources: { ...SERVICE.Resources, ...(resources as typeof SERVICE.Resources) } };
  return readWorld(writeAssembly([{ name: 'paris', region: 'eu-west-3', template }]), 'production').routing;
};

test('records and health checks are read as they route', () => {
  const { records, checks } = read({
    Answers: asks(`paris.${NAME}`),
    Stays: asks(`frankfurt.${NAME}`, { Inverted: true }),
    Serves: {
      Type: 'AWS::Route53::HealthCheck',
      Properties: {
        HealthCheckConfig: {
          Type: 'CALCULATED',
          ChildHealthChecks: [{ Ref: 'Answers' }, { Ref: 'Stays' }],
          HealthThreshold: 2,
        },
      },
    },
    Nearest: record(
      `main.${NAME}.`,
      { 'Fn::GetAtt': ['Domain', 'RegionalDomainName'] },
      {
        Region: 'eu-west-3',
        SetIdentifier: 'paris',
        HealthCheckId: { Ref: 'Serves' },
      },
    ),
    Share: record(`${NAME}.`, { Ref: 'Nearest' }, { Weight: 90, SetIdentifier: 'paris-main' }),
  });
  const [answers, stays, serves] = checks;
  expect(answers).toMatchObject({
    kind: 'asks',
    host: `paris.${NAME}`,
    everySeconds: 10,
    threshold: 3,
    inverted: false,
  });
  expect(stays).toMatchObject({ kind: 'asks', inverted: true });
  expect(serves).toMatchObject({ kind: 'counts', children: [answers?.id, stays?.id], atLeast: 2 });
  expect(records).toEqual([
    { name: `main.${NAME}`, leadsTo: { apiOf: 'eu-west-3' }, nearestTo: 'eu-west-3', check: serves?.id },
    { name: NAME, leadsTo: { name: `main.${NAME}` }, weight: 90 },
  ]);
});

test('a record that leads to what the twin does not know is an error that names it', () => {
  expect(() => read({ Odd: record(NAME, { 'Fn::GetAtt': ['Balancer', 'DNSName'] }) })).toThrow(/record Odd of/);
});
