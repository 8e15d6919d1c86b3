import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACQUIRER_EVENTS } from '../../../lambdas/acquirer-notifications/reading.ts';
import { INCOMING } from '../../../lambdas/shared/customs/messages/incoming.ts';
import { OUTGOING } from '../../../lambdas/shared/customs/messages/outgoing.ts';

const document = readFileSync('docs/customs.md', 'utf8');

it('the document names every message, with what ours say', () => {
  for (const { message } of INCOMING) expect(document).toContain(`\`${message}\``);
  for (const { message, says } of OUTGOING) expect(document).toContain(`| \`${message}\` | ${says} |`);
});

it('the document names every event of the acquirer of a payout or a payment', () => {
  for (const { event } of ACQUIRER_EVENTS) expect(document).toContain(`\`${event}\``);
});
