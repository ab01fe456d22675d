import { type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { codeOf } from "./errors.ts";
import type { Limits } from "./limits.ts";

type ClientError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer };

/** Answers what Node cannot read as HTTP in the API's own form, and ends the connection. */
export function answerSocketErrors(server: Server, limits: Limits): void {
  server.on(
    "clientError",
    (error: ClientError, socket: Socket & { _httpMessage?: { headersSent?: boolean } }) => {
      // Gone, or in the middle of an answer: nothing that would be understood can be said any more.
      if (error.code === "ECONNRESET" || !socket.writable || socket._httpMessage?.headersSent) {
        socket.destroy(error);
        return;
      }
      const [status, message] = whatIsWrong(error, limits);
      const body = JSON.stringify({ code: codeOf(status), message });
      socket.end(
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
          `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    },
  );
}

/** `FETCH /path …`: well written, and unknown. Anything else (a TLS greeting) is no request at all. */
const SOME_METHOD = /^[A-Z]{1,32} [!-~]/;

function whatIsWrong(
  { code, message, rawPacket }: ClientError,
  limits: Limits,
): readonly [status: number, message: string] {
  if (code === "HPE_INVALID_METHOD" && SOME_METHOD.test(rawPacket?.toString("latin1", 0, 64) ?? ""))
    return [501, "HTTP has no such method; expected GET, POST, PUT or DELETE"];
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return [431, `the request's line and headers are longer than ${limits.maxHeaderSize} bytes`];
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return [
        408,
        `the request did not arrive within ${limits.headersTimeout / 1000} s for its headers and ${limits.requestTimeout / 1000} s in all`,
      ];
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return [413, "the extensions of a chunk are too long"];
    default:
      return [400, `the request is not readable as HTTP: ${message.replace(/^Parse Error: /, "")}`];
  }
}
