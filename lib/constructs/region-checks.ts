import { Duration } from 'aws-cdk-lib';
import { HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { ServingRegion } from '../names.ts';
import { evacuationPath } from '../slices.ts';

export interface RegionChecksProps {
  /** The Region's own name. */
  readonly own: string;
  readonly region: ServingRegion;
  /** The name of the Region that knows whether this one was evacuated. */
  readonly other: string | undefined;
}

/**
 * Whether a Region serves a slice of the traffic: it answers, and the other Region does not say that the slice was evacuated. The
 * second is an inverted check: while the other Region is down, nobody says so, and this Region goes on serving.
 */
export class RegionChecks extends Construct {
  readonly #answers: HealthCheck;
  readonly #props: RegionChecksProps;

  constructor(scope: Construct, id: string, props: RegionChecksProps) {
    super(scope, id);
    this.#props = props;
    this.#answers = this.#asks('Answers', props.own, '/v1/health');
  }

  of(slice: string): HealthCheck {
    const { region, other } = this.#props;
    if (other === undefined) return this.#answers;
    const stays = this.#asks(`${slice}Stays`, other, evacuationPath(region, slice), true);
    return new HealthCheck(this, `${slice}Serves`, {
      type: HealthCheckType.CALCULATED,
      childHealthChecks: [this.#answers, stays],
      healthThreshold: 2,
    });
  }

  /** Three answers of a kind ten seconds apart. Shallow on purpose: a table that is slow everywhere must not take out both Regions. */
  #asks(id: string, fqdn: string, resourcePath: string, inverted = false): HealthCheck {
    return new HealthCheck(this, id, {
      type: HealthCheckType.HTTPS,
      fqdn,
      port: 443,
      resourcePath,
      requestInterval: Duration.seconds(10),
      failureThreshold: 3,
      enableSNI: true,
      ...(inverted ? { inverted } : {}),
    });
  }
}
