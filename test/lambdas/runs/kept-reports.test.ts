import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, inject, it } from 'vitest';
import { showReport } from '../../../commands/runbook/report.ts';
import { createReports } from '../../../lambdas/runs/reports.ts';
import { createTable, outsideClient } from '../../support/tables.ts';

const client = outsideClient(inject('dynamodb'));
let table = '';
beforeAll(async () => {
  table = await createTable(client, 'operations');
  await createReports(client, table).keep('failover', 'arn:older', {
    html: '<p>older</p>',
    json: '{"verdict":"good"}',
  });
});

const html = () => join(mkdtempSync(join(tmpdir(), 'report-')), 'run.html');

it('the report of the newest run that has one is shown, and its page written as it was kept', async () => {
  const [said, file]: [string[], string] = [[], html()];
  const asked = { runbook: 'failover', runs: ['arn:still-running', 'arn:older'], html: file };
  expect(await showReport(client, table, asked, (line) => said.push(line))).toBe(0);
  expect(JSON.parse(said.join('\n'))).toEqual({ verdict: 'good' });
  expect(readFileSync(file, 'utf8')).toBe('<p>older</p>');
});

it('a runbook none of whose runs has a report says so and fails', async () => {
  const said: string[] = [];
  const asked = { runbook: 'failback', runs: ['arn:older'] };
  expect(await showReport(client, table, asked, (line) => said.push(line))).toBe(1);
  expect(said).toEqual(['no run of failback has a report yet']);
});
