import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemAnswer } from '../../../lambdas/shared/http.ts';
import { PROBLEMS, type ProblemName, problemType, refuse } from '../../../lambdas/shared/problems.ts';
import { GATEWAY_PROBLEMS } from '../../../lib/api/gateway-responses.ts';

const page = readFileSync(new URL('../../../docs/problems.md', import.meta.url), 'utf8');
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
);
const names = Object.keys(PROBLEMS) as ProblemName[];

describe('docs/problems.md', () => {
  it('has one section per problem and none of a problem there is not', () => {
    expect([...sections.keys()].toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('says of %s its status, its meaning, who sees it and what to do', (name) => {
    const section = sections.get(name) ?? '';
    expect(section).toMatch(new RegExp(`^Status ${PROBLEMS[name].status}: .{20,}`, 'm'));
    expect(section).toMatch(/^- \*\*Who sees it:\*\* .{10,}/m);
    expect(section).toMatch(/^- \*\*What to do:\*\* .{10,}/m);
  });
});

describe('a problem', () => {
  it.each(names)('%s has the shape of RFC 9457 and its stable type', (name) => {
    const { statusCode, headers, body } = problemAnswer(refuse(name, 'Do this.', { more: 1 }), 'request-1');
    const { status, title } = PROBLEMS[name];
    expect(statusCode).toBe(status);
    expect(headers?.['content-type']).toBe('application/problem+json');
    expect(JSON.parse(body)).toEqual({
      type: `urn:permanence:problem:${name}`,
      title,
      status,
      detail: 'Do this.',
      more: 1,
      instance: 'request-1',
    });
  });

  it('that API Gateway answers by itself is one of ours, with the same status and title', () => {
    for (const { name, status, title } of GATEWAY_PROBLEMS) {
      expect(PROBLEMS[name as ProblemName]).toEqual({ status, title });
      expect(problemType(name as ProblemName)).toBe(`urn:permanence:problem:${name}`);
    }
  });
});
