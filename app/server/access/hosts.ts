import { InputError } from "../../../core/errors.ts";

/** Name and port of a server, as a Host header or an Origin names it; the port is null where none is written. */
export interface Authority {
  readonly name: string;
  readonly port: number | null;
}

/** Names that mean this machine wherever they are looked up. A name that somebody points at 127.0.0.1 is none. */
const OWN: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/** Ports that http and https take for granted, and that proxies may or may not write. */
const ASSUMED: readonly (number | null)[] = [null, 80, 443];

const AUTHORITY = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(\d{1,5}))?$/;

/** Reads `name`, `name:port` or `[address]:port`; null for anything else. Names have no case. */
export function readAuthority(text: string): Authority | null {
  const [, name, port] = AUTHORITY.exec(text.toLowerCase()) ?? [];
  if (name === undefined) return null;
  return { name, port: port === undefined ? null : Number(port) };
}

/** Name and port of the page that a request comes from; null for `null` (a sandbox, a file) and what is no address. */
export function readOrigin(origin: string): Authority | null {
  return URL.canParse(origin) ? readAuthority(new URL(origin).host) : null;
}

export function sameAuthority(one: Authority, other: Authority): boolean {
  return one.name === other.name && samePort(one.port, other.port);
}

function samePort(one: number | null, other: number | null): boolean {
  return one === other || (ASSUMED.includes(one) && ASSUMED.includes(other));
}

/**
 * Which names a server answers to, exactly: those of this machine with the port that it is served at, and those that
 * were allowed: `NAME` with the served port or none (as behind a proxy), `NAME:PORT` with that port.
 * @throws InputError `allow_host` for an allowed name that is none.
 */
export function hostRule(allowed: readonly string[]): (host: Authority, served: number) => boolean {
  const names = allowed.map(readAllowed);
  return (host, served) =>
    (OWN.includes(host.name) && (host.port ?? 80) === served) ||
    names.some(
      ({ name, port }) =>
        name === host.name &&
        (port === null ? host.port === served || ASSUMED.includes(host.port) : samePort(port, host.port)),
    );
}

function readAllowed(text: string): Authority {
  const authority = readAuthority(text);
  if (authority) return authority;
  const expected =
    "a name as it stands in the address, such as market.example.com, 192.168.1.5 or [fd00::5]:8080";
  throw new InputError("allow_host", `--allow-host: expected ${expected}; got "${text}"`);
}
