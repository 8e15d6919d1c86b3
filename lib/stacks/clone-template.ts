import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CfnOutput,
  CfnParameter,
  FileAssetPackaging,
  type IStackSynthesizer,
  type ISynthesisSession,
  Lazy,
  NestedStackSynthesizer,
  Stack,
  Tags,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CLONE_LOGS } from '../clone-access.ts';
import { CloneService } from '../constructs/clone-service.ts';
import { CLONE_PREFIX } from '../names.ts';
import type { Settings } from '../settings.ts';

export interface CloneTemplateProps {
  readonly settings: Settings;
  readonly bundles: string;
}

/** The bucket of assets, as the template names it; its Region is the one the clone is built in. */
const ASSETS = '-assets-$' + '{AWS::AccountId}-';
const ITS_REGION = '$' + '{AWS::Region}';

/**
 * The template of a clone's API: one for both Regions, uploaded with the stack it is in, and deployed by `clone-environment` for each
 * clone, never by `cdk deploy`.
 */
export class CloneTemplate extends Stack {
  readonly #parent: Stack;
  #url?: string;

  constructor(scope: Construct, id: string, { settings, bundles }: CloneTemplateProps) {
    const parent = Stack.of(scope);
    super(scope, id, {
      // The library's own types do not fit each other under exactOptionalPropertyTypes.
      synthesizer: new NestedStackSynthesizer(parent.synthesizer) as IStackSynthesizer,
      description: 'The API of a clone: serves from the tables of the clone, and reaches nobody outside',
    });
    this.#parent = parent;
    const name = this.#parameter('CloneName', 'Name of the clone', '^[a-z][a-z0-9-]{0,23}$');
    const tables = {
      ledger: this.#table('LedgerTable'),
      devices: this.#table('DevicesTable'),
      taxFree: this.#table('TaxFreeTable'),
      operations: this.#table('OperationsTable'),
    };
    const expiresAt = this.#parameter('ExpiresAt', 'When the clone removes itself, ISO 8601', '^[0-9TZ:.+-]{10,35}$');
    const naming = { prefix: `${CLONE_PREFIX}${name}`, logs: `${CLONE_LOGS}/${name}` };
    const { url } = new CloneService(this, 'Service', { settings, bundles, naming, tables });
    new CfnOutput(this, 'Url', { value: url, description: 'Where store clients send requests for this clone' });
    Tags.of(this).add('permanence:clone', name);
    Tags.of(this).add('permanence:expires', expiresAt);
  }

  /** Where CloudFormation finds the template once the stack around it has been deployed. */
  get url(): string {
    return Lazy.uncachedString({ produce: () => this.#url ?? 'not yet synthesised' });
  }

  #table(id: string): string {
    return this.#parameter(id, 'Name of a table of the clone', `^${CLONE_PREFIX}[a-zA-Z0-9_.-]{1,200}$`);
  }

  #parameter(id: string, description: string, allowedPattern: string): string {
    return new CfnParameter(this, id, { description, allowedPattern }).valueAsString;
  }

  /** @internal The hook by which the library lets a stack that is not deployed become an asset, as its own product stacks do. */
  override _synthesizeTemplate(session: ISynthesisSession): void {
    const template = JSON.stringify(this._toCloudFormation(), undefined, 2).replaceAll(
      ASSETS + this.#parent.region,
      ASSETS + ITS_REGION,
    );
    writeFileSync(join(session.assembly.outdir, this.templateFile), template);
    this.#url = this.#parent.synthesizer.addFileAsset({
      packaging: FileAssetPackaging.FILE,
      sourceHash: createHash('sha256').update(template).digest('hex'),
      fileName: this.templateFile,
      displayName: 'Template of clones',
    }).httpUrl;
  }
}
