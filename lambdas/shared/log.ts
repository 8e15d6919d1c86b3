/** One structured line a request: what is not in it is not logged, so neither names nor tokens can slip in. */
export interface RequestLine {
  requestId: string;
  route: string;
  status: number;
  duration_ms: number;
  /** How much of it was spent waiting for customs, the acquirer, or a change that the client asked to wait for. */
  external_ms?: number;
  device?: string;
  receipt?: string;
  problem?: string;
  /** Name of the error behind an unknown outcome or a fault. */
  error?: string;
}

/** Where the line of a request goes. */
export type Log = (line: RequestLine) => void;

export const logRequest: Log = (line) => {
  process.stdout.write(`${JSON.stringify({ level: line.status >= 500 ? 'ERROR' : 'INFO', ...line })}\n`);
};
