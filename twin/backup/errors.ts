/** A refusal of AWS Backup, by the name of its exception. */
export class BackupError extends Error {
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

const refusal =
  (name: string, status?: number) =>
  (message: string): BackupError =>
    new BackupError(name, message, status);

/** A parameter has a value that the service does not take. */
export const invalidParameter = refusal('InvalidParameterValueException');
/** The request as a whole is not possible, for example because a vault is locked. */
export const invalidRequest = refusal('InvalidRequestException');
/** A parameter is missing. */
export const missingParameter = refusal('MissingParameterValueException');
/** A vault, point or job does not exist. */
export const notFound = refusal('ResourceNotFoundException');
/** A vault of that name exists. */
export const alreadyExists = refusal('AlreadyExistsException');
/** A policy denies it. */
export const accessDenied = refusal('AccessDeniedException', 403);
