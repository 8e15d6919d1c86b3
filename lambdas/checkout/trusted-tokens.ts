/** Tokens this sandbox signed a moment ago, which it need not check again. */
export interface TrustedTokens {
  add(token: string): void;
  has(token: string): boolean;
}

/** Remembers the newest tokens and forgets the oldest beyond the limit. */
export function trustedTokens(limit = 1000): TrustedTokens {
  const tokens = new Set<string>();
  return {
    has: (token) => tokens.has(token),
    add(token) {
      tokens.add(token);
      if (tokens.size <= limit) return;
      const [oldest] = tokens;
      if (oldest !== undefined) tokens.delete(oldest);
    },
  };
}
