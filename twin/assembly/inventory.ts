import type { Stack } from './template.ts';

/** `runs`, or why a type of resource has no counterpart in the twin. */
type Counterpart = 'runs' | { readonly none: string };

const none = (why: string): Counterpart => ({ none: why });

const IAM = none(
  'no call is authorised by IAM here; the roles are checked by cdk-nag and by the rules over the templates',
);
const PART_OF_API = none('the gateway reads the OpenAPI document, which says the same');
const VERSIONS = none('there is only the code of this synthesis, so every version and alias is that one');
const TRAFFIC = none('the twin speaks HTTP, and its names lead to addresses of this machine');
const WATCHING = none('logs are files and drills count for themselves; only alarms upon lines of log are judged here');
const NOTICES = none('no notification leaves this machine');
const LETTERS = none('a queue holds only what could not be delivered, for people; here that is in the log');
const WITNESS = none('it restores one point at a random moment, as a second witness; the machine restores every one');
const FIREWALL = none('the twin listens on loopback only');

/** Every type of resource that the twin has an answer for. One that is not here stops the twin: see `checkInventory`. */
const INVENTORY: Readonly<Record<string, Counterpart>> = {
  'AWS::ApiGateway::RestApi': 'runs',
  'AWS::ApiGateway::Stage': 'runs',
  'AWS::ApiGateway::GatewayResponse': 'runs',
  'AWS::DynamoDB::GlobalTable': 'runs',
  'AWS::DynamoDB::Table': 'runs',
  'AWS::KMS::Alias': 'runs',
  'AWS::KMS::Key': 'runs',
  'AWS::Lambda::Function': 'runs',
  // Those that call an address do so for its metric only: drills and people ask for health themselves.
  'AWS::Events::Rule': 'runs',
  'AWS::Scheduler::Schedule': 'runs',
  'AWS::StepFunctions::StateMachine': 'runs',
  // Those upon metrics of AWS's own services are read and not judged: nobody makes their numbers here.
  'AWS::CloudWatch::Alarm': 'runs',
  'AWS::CloudWatch::CompositeAlarm': 'runs',
  'AWS::Logs::MetricFilter': 'runs',
  'AWS::Route53::HealthCheck': 'runs',
  'AWS::Route53::RecordSet': 'runs',
  'AWS::Backup::BackupPlan': 'runs',
  'AWS::Backup::BackupSelection': 'runs',
  'AWS::Backup::BackupVault': 'runs',
  'AWS::ApiGateway::Account': WATCHING,
  'AWS::ApiGateway::Authorizer': PART_OF_API,
  'AWS::ApiGateway::BasePathMapping': TRAFFIC,
  'AWS::ApiGateway::Deployment': none('what the document says is served at once'),
  'AWS::ApiGateway::DomainName': TRAFFIC,
  'AWS::ApiGateway::Model': PART_OF_API,
  'AWS::ApiGateway::RequestValidator': PART_OF_API,
  'AWS::ApiGateway::UsagePlan': none('throttling is read from the stage'),
  'AWS::Backup::RestoreTestingPlan': WITNESS,
  'AWS::Backup::RestoreTestingSelection': WITNESS,
  'AWS::CDK::Metadata': none('it describes the synthesis'),
  'AWS::CertificateManager::Certificate': TRAFFIC,
  'AWS::CloudWatch::Dashboard': WATCHING,
  'AWS::Events::ApiDestination': WATCHING,
  'AWS::Events::Connection': WATCHING,
  'AWS::FIS::ExperimentTemplate': none('drills break the twin themselves: twin/drill'),
  'AWS::IAM::ManagedPolicy': IAM,
  'AWS::IAM::Policy': IAM,
  'AWS::IAM::Role': IAM,
  'AWS::Lambda::Alias': VERSIONS,
  'AWS::Lambda::EventInvokeConfig': none('nothing invokes a function asynchronously here'),
  'AWS::Lambda::Permission': IAM,
  'AWS::Lambda::Version': VERSIONS,
  'AWS::Logs::LogGroup': WATCHING,
  'AWS::Logs::QueryDefinition': WATCHING,
  'AWS::Logs::ResourcePolicy': IAM,
  'AWS::Scheduler::ScheduleGroup': none('it groups schedules for people'),
  'AWS::SNS::Subscription': NOTICES,
  'AWS::SNS::Topic': NOTICES,
  'AWS::SNS::TopicPolicy': NOTICES,
  'AWS::SQS::Queue': LETTERS,
  'AWS::SQS::QueuePolicy': LETTERS,
  'AWS::WAFv2::LoggingConfiguration': FIREWALL,
  'AWS::WAFv2::WebACL': FIREWALL,
  'AWS::WAFv2::WebACLAssociation': FIREWALL,
  'AWS::StepFunctions::StateMachineAlias': VERSIONS,
  'AWS::StepFunctions::StateMachineVersion': VERSIONS,
  'AWS::XRay::SamplingRule': WATCHING,
};

/**
 * Makes sure that nothing is deployed that the twin silently leaves out.
 * @throws naming every resource of a type the inventory does not know.
 */
export function checkInventory(stacks: readonly Stack[]): void {
  const unknown = stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => INVENTORY[Type] === undefined)
      .map(([logicalId, { Type }]) => `${logicalId} (${Type}) in ${name}`),
  );
  if (unknown.length > 0)
    throw new Error(
      `The twin has no answer for: ${unknown.join(', ')}. Say in twin/assembly/inventory.ts what becomes of it`,
    );
}
