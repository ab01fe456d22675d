import { lookup } from "node:dns/promises";
import { BlockList } from "node:net";
import { InputError } from "../../core/errors.ts";
import { readWhole } from "../../data/files/regularFile.ts";
import type { Effects } from "../effects/effects.ts";
import { hostRule } from "../server/access/hosts.ts";
import { type TokenKeeper, tokenKeeper } from "../server/access/token.ts";
import { unknownHost } from "../server/listen.ts";

export interface AccessOptions {
  readonly host: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly allowHost?: readonly string[];
}

/** Who may ask a server, and under which names. */
export interface Access {
  /** Null: no token is asked for. */
  readonly keeper: TokenKeeper | null;
  readonly allowedHosts: readonly string[];
}

/**
 * Who may ask, from the options of `serve` and PENUMBRA_TOKEN.
 * @throws InputError when other machines could reach the server and nothing would keep them out.
 */
export async function accessOf(options: AccessOptions, env: Effects["env"]): Promise<Access> {
  const { host, allowHost: allowedHosts = [] } = options;
  hostRule(allowedHosts);
  const token = await givenToken(options, env);
  if ((token === null || allowedHosts.length === 0) && !(await staysOnThisMachine(host)))
    throw new InputError(
      "access",
      `--host ${host} lets other machines reach this server, which tells all customers and takes changes: add ` +
        "--token-file FILE (or set PENUMBRA_TOKEN), and --allow-host NAME with the name or address that they will " +
        "ask at; without --host it is there for this machine alone",
    );
  return { keeper: token === null ? null : tokenKeeper(token), allowedHosts };
}

/** Bytes that a token's file may have. */
const LONGEST_FILE = 4096;

async function givenToken({ token, tokenFile }: AccessOptions, env: Effects["env"]): Promise<string | null> {
  if (tokenFile === undefined) return token ?? env.PENUMBRA_TOKEN ?? null;
  const role = { kind: "token", name: `--token-file: ${tokenFile}` } as const;
  const bytes = await readWhole(tokenFile, role, LONGEST_FILE);
  if (bytes !== null) return bytes.toString("utf8").trim();
  throw new InputError(
    "token_missing",
    `--token-file: there is no file ${tokenFile}; expected a small text file that holds the token`,
  );
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8);
LOOPBACK.addAddress("::1", "ipv6");

/** Whether every address of the name is a loopback address. @throws InputError `host` for a name without any. */
async function staysOnThisMachine(host: string): Promise<boolean> {
  // An empty name is every address of this machine when it is bound.
  if (host === "") return false;
  const addresses = await lookup(host, { all: true }).catch(() => {
    throw unknownHost(host);
  });
  return addresses.every(({ address, family }) => LOOPBACK.check(address, family === 6 ? "ipv6" : "ipv4"));
}
