/** What is asked for now and awaited later: whoever awaits it learns of its failure, and until then nobody has to. */
export function ahead<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => {});
  return asked;
}
