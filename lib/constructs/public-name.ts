import { Stack } from 'aws-cdk-lib';
import { BasePathMapping, DomainName, EndpointType, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayDomain, Route53RecordTarget } from 'aws-cdk-lib/aws-route53-targets';
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import { Construct } from 'constructs';
import type { City, EnvironmentName, ServingRegion } from '../names.ts';
import type { DomainSettings } from '../settings.ts';
import { TRAFFIC_SLICES } from '../slices.ts';
import { RegionChecks } from './region-checks.ts';
import type { StoreApi } from './store-api.ts';

export interface PublicNameProps {
  readonly environment: EnvironmentName;
  readonly domain: DomainSettings;
  readonly city: City;
  /** The Region that says whether this one was evacuated, when there is one. */
  readonly other: City | undefined;
  readonly api: StoreApi;
}

/** A Region's own name under the domain, which never points anywhere else: what store clients and health checks use. */
export function regionalName(domain: DomainSettings, city: City): string {
  return `${city}.${domain.name}`;
}

/**
 * The names of a Region: its own one, and its part in the common one, whose answer is the nearest Region that is healthy and was not
 * evacuated.
 *
 *     common name ──── 10 of 100 ────> canary.<name> ──── nearest of ────> Paris, Frankfurt
 *                 ──── 90 of 100 ────> main.<name>   ──── nearest of ────> Paris, Frankfurt
 *
 * Nothing has to be changed in Route 53 when a Region is lost or left: health checks take it out.
 */
export class PublicName extends Construct {
  constructor(scope: Construct, id: string, { environment, domain, city, other, api }: PublicNameProps) {
    super(scope, id);
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', domain);
    const own = regionalName(domain, city);
    const certificate = new Certificate(this, 'Certificate', {
      domainName: domain.name,
      subjectAlternativeNames: [own],
      validation: CertificateValidation.fromDns(zone),
    });
    new ARecord(this, 'OwnRecord', { zone, recordName: `${own}.`, target: this.#name('Own', own, certificate, api) });
    const target = this.#name('Common', domain.name, certificate, api);
    const region = Stack.of(this).region as ServingRegion;
    const checks = new RegionChecks(this, 'Checks', {
      own,
      region,
      other: other === undefined ? undefined : regionalName(domain, other),
    });
    for (const { slice, weight } of TRAFFIC_SLICES) {
      const nearest = new ARecord(this, `${slice}Nearest`, {
        zone,
        recordName: `${slice}.${domain.name}.`,
        target,
        region,
        setIdentifier: city,
        healthCheck: checks.of(slice),
      });
      this.#share(zone, domain, `${city}-${slice}`, weight, nearest);
    }
    this.#untracedChecks(environment);
  }

  /** Both Regions own such a record, so that neither's stack needs the other's. */
  #share(zone: IHostedZone, domain: DomainSettings, setIdentifier: string, weight: number, nearest: ARecord): void {
    // Inside the record it leads to: an id with the city in it would differ between the Regions' templates.
    new ARecord(nearest, 'Share', {
      zone,
      recordName: `${domain.name}.`,
      target: RecordTarget.fromAlias(new Route53RecordTarget(nearest)),
      weight,
      setIdentifier,
    });
  }

  #name(id: string, domainName: string, certificate: ICertificate, { api }: StoreApi): RecordTarget {
    const name = new DomainName(this, id, {
      domainName,
      certificate,
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new BasePathMapping(this, `${id}Mapping`, { domainName: name, restApi: api, stage: api.deploymentStage });
    return RecordTarget.fromAlias(new ApiGatewayDomain(name));
  }

  /** Route 53 asks more than once a second, and every trace costs; those of tills are what one looks for. */
  #untracedChecks(environment: EnvironmentName): void {
    this.#untraced('UntracedHealth', `permanence-${environment}-health`, 100, '*/v1/health');
    this.#untraced('UntracedEvacuations', `permanence-${environment}-evacuated`, 101, '*/v1/evacuations/*');
  }

  #untraced(id: string, ruleName: string, priority: number, urlPath: string): void {
    new CfnSamplingRule(this, id, {
      samplingRule: {
        ruleName,
        priority,
        version: 1,
        fixedRate: 0,
        reservoirSize: 0,
        host: '*',
        httpMethod: 'GET',
        resourceArn: '*',
        serviceName: '*',
        serviceType: '*',
        urlPath,
      },
    });
  }
}
