import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { GATEWAY_PROBLEMS, problemBody } from '../api/gateway-responses.ts';
import type { Settings, Throttle } from '../settings.ts';
import type { StoreApi } from './store-api.ts';

/**
 * Rules of the managed group that look for attacks in a body, or for a browser. They only count here: a receipt's label may look like
 * markup or a path, a long receipt has more than 8 KB, and a sale must not be lost to a guess (docs/decisions/013).
 */
const ONLY_COUNTED = [
  'CrossSiteScripting_BODY',
  'EC2MetaDataSSRF_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
  // Customs and the acquirer need not say what their programs are called; their signature says more.
  'NoUserAgent_HEADER',
  'SizeRestrictions_BODY',
];

const THROTTLED_BODY = 'throttled';

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}

function managedRule(name: string, priority: number, counted: readonly string[] = []): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    visibilityConfig: visibility(name),
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: `AWSManagedRules${name}`,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
  };
}

const WINDOW_SECONDS = 300;

/** The path as WAF sees it begins with the stage, unless the API has a name of its own. */
function matches(path: string, positionalConstraint: 'ENDS_WITH' | 'CONTAINS'): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint,
      searchString: path,
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}

/**
 * One address gets at most half of what API Gateway lets through to the webhooks, so that a single flood of forged messages
 * leaves room for the true ones.
 */
function webhookRule({ requestsPerSecond }: Throttle, paths: readonly string[]): CfnWebACL.RuleProperty {
  const limit = Math.max(Math.floor((requestsPerSecond * WINDOW_SECONDS) / 2), 10);
  return rateRule('WebhooksPerAddress', 1, limit, {
    orStatement: { statements: paths.map((path) => matches(path, 'ENDS_WITH')) },
  });
}

/**
 * Of what anybody may ask (health, evacuations), one address gets two a second. A checker of Route 53 asks three times in ten seconds, so that
 * a flood by a stranger never keeps a checker from its answer: a limit for all addresses together would.
 */
const ASKED_BY_ADDRESS = 2 * WINDOW_SECONDS;

function openRoutesRule(): CfnWebACL.RuleProperty {
  const statements = [matches('/v1/health', 'ENDS_WITH'), matches('/v1/evacuations/', 'CONTAINS')];
  return rateRule('OpenRoutesPerAddress', 2, ASKED_BY_ADDRESS, { orStatement: { statements } });
}

/** Answers 429 and not 403, so that a till waits instead of taking the answer for a refusal. */
function rateRule(
  name: string,
  priority: number,
  limit: number,
  scopeDownStatement?: CfnWebACL.StatementProperty,
): CfnWebACL.RuleProperty {
  const rate = { aggregateKeyType: 'IP', limit, evaluationWindowSec: WINDOW_SECONDS };
  return {
    name,
    priority,
    visibilityConfig: visibility(name),
    statement: { rateBasedStatement: { ...rate, ...(scopeDownStatement ? { scopeDownStatement } : {}) } },
    action: {
      block: {
        customResponse: {
          responseCode: 429,
          customResponseBodyKey: THROTTLED_BODY,
          responseHeaders: [{ name: 'Retry-After', value: '5' }],
        },
      },
    },
  };
}

/** WAF fills nothing in, so this problem has no request id. */
function throttledBody(): string {
  const throttled = GATEWAY_PROBLEMS.find(({ name }) => name === 'throttled');
  if (!throttled) throw new Error('there is no problem "throttled"');
  return problemBody(throttled, '');
}

/** What stands before a Region's API: known attacks and floods stop here. */
export class WebAcl extends Construct {
  readonly metricName: string;

  constructor(scope: Construct, id: string, { settings, api }: { settings: Settings; api: StoreApi }) {
    super(scope, id);
    this.metricName = `permanence-${settings.environment}`;
    const acl = new CfnWebACL(this, 'Acl', {
      name: this.metricName,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(this.metricName),
      customResponseBodies: { [THROTTLED_BODY]: { contentType: 'APPLICATION_JSON', content: throttledBody() } },
      rules: [
        rateRule('RequestsPerAddress', 0, settings.requestsPerAddress),
        webhookRule(settings.webhookThrottle, api.webhooks),
        openRoutesRule(),
        managedRule('AmazonIpReputationList', 3),
        managedRule('CommonRuleSet', 4, ONLY_COUNTED),
        managedRule('KnownBadInputsRuleSet', 5),
      ],
    });
    const association = new CfnWebACLAssociation(this, 'Association', {
      resourceArn: api.stageArn,
      webAclArn: acl.attrArn,
    });
    association.node.addDependency(api.api.deploymentStage);
  }
}
