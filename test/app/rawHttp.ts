import { connect, type Socket } from "node:net";

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** Sends text as it stands to a port of this machine and reads until the other side ends. */
export function sendRaw(port: number, ...pieces: readonly string[]): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let text = "";
    socket.setEncoding("utf8").on("data", piece => {
      text += piece;
    });
    socket.on("error", reject).on("close", () => {
      const [head = "", ...body] = text.split("\r\n\r\n");
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), body: body.join("\r\n\r\n") });
    });
    for (const piece of pieces) socket.write(piece);
  });
}

/** An open connection on which something has been sent. */
export function openRaw(port: number, text: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write(text, () => resolve(socket)));
    socket.on("error", reject);
  });
}

/** A request's line and headers, and the wish to end the connection. */
export function head(line: string, ...headers: readonly string[]): string {
  return `${[line, ...headers, "Connection: close"].join("\r\n")}\r\n\r\n`;
}
