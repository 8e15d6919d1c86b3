/** What a page of ours may do: show its own text and drawings. Nothing runs, nothing is loaded, nothing is sent, no link is rebased. */
export const CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The same for a page that is opened from a file, where no header says it. */
export const PRIVATE_META =
  '<meta name="referrer" content="no-referrer">' +
  `<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">`;
