import { once } from "node:events";
import { createServer as createTcpServer } from "node:net";
import type { FastifyInstance } from "fastify";
import { EnvironmentError, InputError } from "../../core/errors.ts";

/**
 * Starts to listen and gives the address.
 * @throws EnvironmentError when the port is taken or may not be used.
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  return app.listen({ host, port }).catch(cause => {
    throw portProblem(cause, host, port);
  });
}

/** Finds out whether the port can be had, before work that would be in vain without it. */
export async function probePort(host: string, port: number): Promise<void> {
  const probe = createTcpServer();
  try {
    probe.listen({ host, port });
    await once(probe, "listening");
  } catch (cause) {
    throw portProblem(cause, host, port);
  } finally {
    probe.close();
  }
}

function portProblem(cause: unknown, host: string, port: number): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    const message = `port ${port} on ${host} is taken by another program; choose another with --port`;
    return new EnvironmentError("port_taken", message, { cause });
  }
  if (code === "EACCES") {
    const message = `port ${port} may not be used without more rights; choose one above 1023 with --port`;
    return new EnvironmentError("port_denied", message, { cause });
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return unknownHost(host);
  }
  return cause;
}

/** A name to bind to that has no address. */
export function unknownHost(host: string): InputError {
  const message = `--host: there is no address "${host}" on this machine; expected for example 127.0.0.1`;
  return new InputError("host", message);
}
