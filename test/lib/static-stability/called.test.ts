import { describe, expect, it } from 'vitest';
import { foundIn, inOrder, invoke, otherOf, RUNS, said, task } from './support.ts';

const withTask =
  (Resource: string, more = {}) =>
  () => ({
    definition: inOrder({ 'Take the lock': invoke(RUNS), Act: task(Resource, more), Done: { Type: 'Succeed' } }),
  });

it('two Regions that need nothing but themselves have no finding', () => {
  expect(foundIn({})).toEqual([]);
});

describe('a state of the way', () => {
  it.each([
    ['arn:aws:states:::aws-sdk:route53:changeResourceRecordSets', 'us-east-1: records are not changed'],
    ['arn:aws:states:::aws-sdk:lambda:putFunctionConcurrency', 'only Invoke is data plane'],
    ['arn:aws:states:::aws-sdk:dynamodb:updateTable', 'whole tables is control plane'],
    ['arn:aws:states:::aws-sdk:dynamodb:describeTable', 'whole tables is control plane'],
    ['arn:aws:states:::aws-sdk:iam:createRole', 'roles exist before they are needed'],
    ['arn:aws:states:::aws-sdk:cloudfront:updateDistribution', 'us-east-1'],
    ['arn:aws:states:::aws-sdk:sfn:updateStateMachine', 'control plane'],
    ['arn:aws:states:::aws-sdk:eventbridge:disableRule', 'control plane'],
    ['arn:aws:states:::aws-sdk:quicksight:createDashboard', 'is not classified'],
  ])('may not call %s', (resource, reason) => {
    const found = said(foundIn({ both: withTask(resource) }), 'data-plane-only');
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('"Act" of failover');
    expect(found[0]).toContain(reason);
  });

  it.each([
    'arn:aws:states:::aws-sdk:dynamodb:getItem',
    'arn:aws:states:::dynamodb:updateItem',
    'arn:aws:states:::sns:publish.waitForTaskToken',
    'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
    'arn:aws:states:::http:invoke',
  ])('may call %s', (resource) => {
    expect(foundIn({ both: withTask(resource) })).toEqual([]);
  });

  it('may not either when it is inside of a Parallel or a Map', () => {
    const inner = inOrder({ Act: task('arn:aws:states:::aws-sdk:dynamodb:createTable') });
    const both = () => ({
      definition: inOrder({ All: { Type: 'Map', Items: [1], ItemProcessor: inner }, Done: { Type: 'Succeed' } }),
    });
    expect(said(foundIn({ both }), 'data-plane-only')).toHaveLength(1);
  });

  it.each([
    'https://route53.amazonaws.com/',
    'https://sts.amazonaws.com',
    'arn:aws:sns:us-east-1:1:topic',
    'https://x.us-east-1.amazonaws.com',
  ])('may not lead to %s', (ApiEndpoint) => {
    const found = foundIn({ both: withTask('arn:aws:states:::http:invoke', { Arguments: { ApiEndpoint } }) });
    expect(said(found, 'no-global-endpoint')[0]).toContain(ApiEndpoint);
  });

  it.each([
    ['an ARN', (region: string) => `arn:aws:sns:${region}:1:topic`],
    ['a host', (region: string) => `https://abc.execute-api.${region}.amazonaws.com/v1/health`],
    [
      "a city's name",
      (region: string) => (region === 'eu-west-3' ? 'https://paris.api.example' : 'https://frankfurt.api.example'),
    ],
  ])('may not lead to the Region being left by %s', (_, address) => {
    const both = (region: 'eu-west-3' | 'eu-central-1') =>
      withTask('arn:aws:states:::http:invoke', { Arguments: { ApiEndpoint: address(otherOf(region)) } })();
    expect(said(foundIn({ both }), 'not-the-region-left')).toHaveLength(2);
  });

  it('may speak of the Region being left by its name', () => {
    const both = (region: 'eu-west-3' | 'eu-central-1') =>
      withTask('arn:aws:states:::aws-sdk:dynamodb:updateItem', { Arguments: { leave: otherOf(region) } })();
    expect(foundIn({ both })).toEqual([]);
  });
});

describe('a function of the way', () => {
  it.each(['iam:PassRole', 'dynamodb:*', 'route53:ChangeResourceRecordSets', 'lambda:Put*', '*'])(
    'may not have the right to %s',
    (action) => {
      const found = said(foundIn({ both: () => ({ actions: [action] }) }), 'data-plane-only');
      expect(found).toHaveLength(1);
      expect(found[0]).toContain('The role of permanence-test-runs');
    },
  );

  it('may not have a managed policy, which nobody sees', () => {
    const RunsRole = {
      Type: 'AWS::IAM::Role',
      Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
    };
    expect(said(foundIn({ both: () => ({ resources: { RunsRole } }) }), 'data-plane-only')[0]).toContain(
      'managed policy',
    );
  });

  it('may not have rights in the Region being left', () => {
    const both = (region: 'eu-west-3' | 'eu-central-1') => ({
      on: `arn:aws:dynamodb:${otherOf(region)}:1:table/operations`,
    });
    expect(said(foundIn({ both }), 'not-the-region-left')[0]).toContain('The role of permanence-test-runs');
  });

  it('may not be told to ask the Region being left', () => {
    const both = (region: 'eu-west-3' | 'eu-central-1') => ({
      variables: { QUEUE: `https://sqs.${otherOf(region)}.amazonaws.com/1/q` },
    });
    expect(said(foundIn({ both }), 'not-the-region-left')[0]).toContain('The environment of permanence-test-runs');
  });

  it('may not use the global endpoint of STS', () => {
    const both = () => ({ variables: { AWS_STS_REGIONAL_ENDPOINTS: 'legacy' } });
    expect(said(foundIn({ both }), 'no-global-endpoint')).toHaveLength(1);
  });
});

describe('a finding', () => {
  it('is taken only by name and with a reason', () => {
    const accepted = [{ rule: 'data-plane-only', says: /iam:PassRole/, because: 'a test' }];
    const both = () => ({ actions: ['iam:PassRole', 'iam:CreateRole'] });
    expect(said(foundIn({ both, path: { accepted } }), 'data-plane-only')).toEqual([
      expect.stringContaining('iam:CreateRole'),
    ]);
  });
});
