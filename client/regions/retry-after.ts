/**
 * How long a Region asks to be left alone, from its Retry-After header: seconds or an HTTP date (RFC 9110, 10.2.3).
 * @returns milliseconds, or undefined when the header is absent or says nothing
 */
export function retryAfter_ms(header: string | null, wall_ms: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - wall_ms : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
