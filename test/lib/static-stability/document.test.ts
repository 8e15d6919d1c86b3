import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { STATIC_STABILITY_RULES } from '../../../lib/rules/static-stability/finding.ts';
import { CONTROL_PLANE, iamAction, whyNot } from '../../../lib/rules/static-stability/planes.ts';
import { planesTable } from './planes-table.ts';

const document = readFileSync(new URL('../../../docs/static-stability.md', import.meta.url), 'utf8');

it('the document shows the lists as they are', () => {
  expect(document).toContain(planesTable());
  for (const [name, sentence] of Object.entries(STATIC_STABILITY_RULES))
    expect(document).toContain(`| \`${name}\` | ${sentence} |`);
});

it('every control plane has a reason and a source', () => {
  for (const { reason, source } of Object.values(CONTROL_PLANE)) {
    expect(reason).toMatch(/\.$/);
    expect(source).not.toBe('');
  }
});

it.each([
  ['sfn', 'startExecution', 'states:StartExecution'],
  ['eventbridge', 'putEvents', 'events:PutEvents'],
  ['lambda', 'invoke', 'lambda:InvokeFunction'],
  ['apigateway', 'invoke', 'execute-api:Invoke'],
  ['http', 'invoke', 'states:InvokeHTTPEndpoint'],
])('a task on %s:%s needs the right to %s, which is data plane', (service, action, right) => {
  expect(iamAction(service, action)).toBe(right);
  expect(whyNot(right)).toBeUndefined();
});
