import { shownRegion } from './place/region-names.ts';

/** What errors of AWS's clients mean to whoever typed the command, and what to do. */
const MEANINGS: Readonly<Record<string, string>> = {
  CredentialsProviderError:
    'AWS credentials could not be loaded. Set AWS_PROFILE or the AWS_ACCESS_KEY_ID variables, or log in (aws sso login)',
  ExpiredTokenException: 'the AWS credentials have expired. Log in again (aws sso login)',
  ExpiredToken: 'the AWS credentials have expired. Log in again (aws sso login)',
  UnrecognizedClientException: 'AWS does not know these credentials. See which are used: aws sts get-caller-identity',
  InvalidSignatureException: "AWS refused the signature. Are this machine's clock and the secret key right?",
  AccessDeniedException: 'AWS refused access. See which role is used: aws sts get-caller-identity',
  ResourceNotFoundException:
    'a table or key of this environment does not exist there. Is --environment right, and is it deployed?',
  TaskTimedOut: 'the run no longer waits for this answer. Look again: npm run runbook -- status',
  TaskDoesNotExist: 'the run no longer waits for this answer. Look again: npm run runbook -- status',
  TimeoutError:
    'the Region did not answer in time; nobody knows whether it did what was asked. Look, then type it again',
  AbortError: 'the Region did not answer in time; nobody knows whether it did what was asked. Look, then type it again',
  ECONNREFUSED: 'nothing answers at that address any more. Type the command again',
  ECONNRESET: 'the connection broke; nobody knows whether it was done. Look, then type it again',
  ENOENT: 'the file does not exist',
  EEXIST: 'the file is there already, and nothing is overwritten. Name another one, or remove it',
  EACCES: 'the file may not be opened by you',
  EISDIR: 'a file was expected, and this is a folder',
};

/** An error in one line for people: what it means and what to do; its own words where they say more. */
export function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as Error & { code?: unknown; path?: string };
  const meaning = MEANINGS[error.name] ?? MEANINGS[String(code)];
  if (meaning === undefined) return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
  const where = path === undefined ? '' : `${path}: `;
  const own = path === undefined && error.message !== '' ? ` [${error.name}: ${error.message}]` : '';
  return `${where}${meaning}${own}`;
}

/** The end of a sentence about Regions that gave no answer. */
export const unanswered = (silent: readonly { region: string; why: string }[]): string =>
  silent.map(({ region, why }) => `${shownRegion(region)} does not answer (${why})`).join('; ');
