import { Duration, Stack } from 'aws-cdk-lib';
import { BasePathMapping, DomainName, EndpointType, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HealthCheck, HealthCheckType, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets';
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import { Construct } from 'constructs';
import type { City, EnvironmentName } from '../names.ts';
import type { DomainSettings } from '../settings.ts';
import type { StoreApi } from './store-api.ts';

export interface PublicNameProps {
  readonly environment: EnvironmentName;
  readonly domain: DomainSettings;
  readonly city: City;
  readonly api: StoreApi;
}

/** A Region's own name under the domain, which never points anywhere else: what store clients and health checks use. */
export function regionalName(domain: DomainSettings, city: City): string {
  return `${city}.${domain.name}`;
}

/**
 * The names of a Region: its own one, and its part in the common one, whose answer is the nearest Region that is healthy.
 * Nothing has to be changed in Route 53 when a Region is lost: its health check takes it out.
 */
export class PublicName extends Construct {
  constructor(scope: Construct, id: string, { environment, domain, city, api }: PublicNameProps) {
    super(scope, id);
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', domain);
    const own = regionalName(domain, city);
    const certificate = new Certificate(this, 'Certificate', {
      domainName: domain.name,
      subjectAlternativeNames: [own],
      validation: CertificateValidation.fromDns(zone),
    });
    new ARecord(this, 'OwnRecord', { zone, recordName: `${own}.`, target: this.#name('Own', own, certificate, api) });
    new ARecord(this, 'CommonRecord', {
      zone,
      recordName: `${domain.name}.`,
      target: this.#name('Common', domain.name, certificate, api),
      region: Stack.of(this).region,
      setIdentifier: city,
      healthCheck: this.#healthCheck(own),
    });
    this.#untracedHealth(environment);
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
  #untracedHealth(environment: EnvironmentName): void {
    const ruleName = `permanence-${environment}-health`;
    new CfnSamplingRule(this, 'UntracedHealth', {
      samplingRule: {
        ruleName,
        priority: 100,
        version: 1,
        fixedRate: 0,
        reservoirSize: 0,
        host: '*',
        httpMethod: 'GET',
        resourceArn: '*',
        serviceName: '*',
        serviceType: '*',
        urlPath: '*/v1/health',
      },
    });
  }

  /** Three failures ten seconds apart. Shallow on purpose: a table that is slow everywhere must not take out both Regions. */
  #healthCheck(fqdn: string): HealthCheck {
    return new HealthCheck(this, 'HealthCheck', {
      type: HealthCheckType.HTTPS,
      fqdn,
      port: 443,
      resourcePath: '/v1/health',
      requestInterval: Duration.seconds(10),
      failureThreshold: 3,
      enableSNI: true,
    });
  }
}
