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
 * Whether a Region serves a slice of the traffic: it reads and writes strongly, and the other Region does not say that the slice was
 * evacuated. The second is an inverted check: while the other Region is down, nobody says so, and this Region goes on serving. When no
 * Region can write, Route 53 answers as if all could (Amazon Route 53 Developer Guide, "How Amazon Route 53 chooses records when health
 * checking is configured"): a table in trouble everywhere takes nobody out.
 */
export class RegionChecks extends Construct {
  readonly #writes: HealthCheck;
  readonly #props: RegionChecksProps;

  constructor(scope: Construct, id: string, props: RegionChecksProps) {
    super(scope, id);
    this.#props = props;
    this.#writes = this.#asks('Writes', props.own, '/v1/health?deep=true');
  }

  of(slice: string): HealthCheck {
    const { region, other } = this.#props;
    if (other === undefined) return this.#writes;
    const stays = this.#asks(`${slice}Stays`, other, evacuationPath(region, slice), true);
    return new HealthCheck(this, `${slice}Serves`, {
      type: HealthCheckType.CALCULATED,
      childHealthChecks: [this.#writes, stays],
      healthThreshold: 2,
    });
  }

  /** Three answers of a kind ten seconds apart. */
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
