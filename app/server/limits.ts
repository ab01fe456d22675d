/** What one server takes on, so that nobody can keep it waiting or fill its memory. Times in milliseconds. */
export const LIMITS = {
  /** From the first byte of a request to the last of its headers, and of its body. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 2000,
  /** A connection on which nothing goes either way: a client that is gone, or that does not read. */
  connectionTimeout: 120_000,
  keepAliveTimeout: 60_000,
  /** Open connections; a page needs up to six. Further ones are not taken. */
  connections: 1024,
  /** Bytes of a request's line and headers, and of its body. */
  maxHeaderSize: 16_384,
  bodyLimit: 1_048_576,
  /** Letters of an id in an address. */
  idLength: 400,
  /** From the wish to end until connections that are still busy are cut. */
  drain: 5000,
} as const;

export type Limits = { readonly [name in keyof typeof LIMITS]: number };
