/** The text of a definition with every `${Token}` filled in. @throws when one has no value, naming it. */
export function withTokens(definition: string, tokens: Readonly<Record<string, string>>): string {
  return definition.replaceAll(/\$\{(\w+)\}/g, (_, token: string) => {
    const value = tokens[token];
    if (value === undefined) throw new Error(`The scenario has no value for the token ${token}`);
    return value;
  });
}

/** The names of the tokens in a definition, each once. */
export function tokensIn(definition: string): string[] {
  return [...new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, token]) => token as string))];
}
