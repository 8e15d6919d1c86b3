import { ServiceError } from './errors.ts';

const MACHINE = /^arn:aws[\w-]*:states:[\w-]+:\d{12}:stateMachine:[\w-]{1,80}$/;
const EXECUTION = /^arn:aws[\w-]*:states:[\w-]+:\d{12}:execution:[\w-]{1,80}:[^:/]{1,80}$/;

/** Names as Step Functions takes them: no white space, brackets, wildcards or special characters, at most 80 long. */
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/;

/** The ARN of a machine itself. @throws ServiceError `InvalidArn` */
export function machineArn(arn: unknown): string {
  if (typeof arn === 'string' && MACHINE.test(arn)) return arn;
  throw new ServiceError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${String(arn)}'`);
}

/** The ARN of an execution itself. @throws ServiceError `InvalidArn` */
export function executionArn(arn: unknown): string {
  if (typeof arn === 'string' && EXECUTION.test(arn)) return arn;
  throw new ServiceError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${String(arn)}'`);
}

/** The name itself. @throws ServiceError `InvalidName` */
export function validName(name: unknown): string {
  if (typeof name === 'string' && NAME.test(name)) return name;
  throw new ServiceError('InvalidName', `Invalid Name: '${String(name)}'`);
}

/** The ARN of an execution of a machine. */
export function executionOf(machine: string, name: string): string {
  return `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
}
