/** A graph whose nodes take time. */
export interface Graph {
  readonly start: string;
  readonly next: (node: string) => readonly string[];
  readonly seconds: (node: string) => number;
  /** How often a node is entered at most; loops without such a node have no end. */
  readonly visits: Readonly<Record<string, number>>;
}

export interface Walk {
  readonly seconds: number;
  /** The nodes of the walk, each once. */
  readonly nodes: readonly string[];
  /** Loops that nothing bounds, each by the nodes in it. */
  readonly endless: readonly (readonly string[])[];
}

/** Which nodes can be reached from each. */
function reachable({ start, next }: Graph): Map<string, Set<string>> {
  const nodes = new Set([start]);
  for (const node of nodes) for (const one of next(node)) nodes.add(one);
  const from = (node: string): Set<string> => {
    const found = new Set<string>(next(node));
    for (const one of found) for (const further of next(one)) found.add(further);
    return found;
  };
  return new Map([...nodes].map((node) => [node, from(node)]));
}

interface Best {
  readonly seconds: number;
  readonly then?: string;
}

/**
 * The longest walk from the start to wherever it ends. Inside a loop the walk remembers how often it has entered the nodes that are
 * bounded, so that every loop ends as its data say; outside of it these counts begin anew.
 */
export function longestWalk(graph: Graph): Walk {
  const reach = reachable(graph);
  const inOneLoop = (a: string, b: string): boolean => reach.get(a)?.has(b) === true && reach.get(b)?.has(a) === true;
  const best = new Map<string, Best>();
  const open = new Set<string>();
  const endless = new Map<string, readonly string[]>();

  /** The counts with which the walk enters a node; undefined when it may not once more. */
  function entering(node: string, counts: Readonly<Record<string, number>>): Record<string, number> | undefined {
    const bound = graph.visits[node];
    if (bound === undefined) return { ...counts };
    const count = (counts[node] ?? 0) + 1;
    return count > bound ? undefined : { ...counts, [node]: count };
  }

  const keyOf = (node: string, counts: Readonly<Record<string, number>>): string =>
    JSON.stringify([node, Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))]);

  function from(node: string, counts: Readonly<Record<string, number>>): string {
    const key = keyOf(node, counts);
    if (best.has(key)) return key;
    open.add(key);
    let longest: Best = { seconds: 0 };
    for (const one of graph.next(node)) {
      const further = entering(one, inOneLoop(node, one) ? counts : {});
      if (further === undefined) continue;
      if (open.has(keyOf(one, further))) {
        const loop = [...reach.keys()].filter((other) => other === one || inOneLoop(one, other));
        endless.set(loop.join(), loop);
        continue;
      }
      const then = from(one, further);
      const seconds = best.get(then)?.seconds ?? 0;
      if (longest.then === undefined || seconds > longest.seconds) longest = { seconds, then };
    }
    open.delete(key);
    best.set(key, { ...longest, seconds: longest.seconds + graph.seconds(node) });
    return key;
  }

  const first = from(graph.start, entering(graph.start, {}) ?? {});
  const nodes = new Set<string>();
  for (let key: string | undefined = first; key !== undefined; key = best.get(key)?.then)
    nodes.add((JSON.parse(key) as [string])[0]);
  return { seconds: best.get(first)?.seconds ?? 0, nodes: [...nodes], endless: [...endless.values()] };
}
