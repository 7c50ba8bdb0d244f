import type { FastifyReply } from "fastify";
import type { FileAnswer } from "../../foundation/contracts/index.ts";

/**
 * Answers a file that a browser may show, but not let act: it is of no other type than it is said to be, loads nothing, and what a person has
 * sent runs as if it came from another site. A PDF is not sandboxed and may show itself, because Chromium's viewer is an object within the answer.
 */
export function sendFile(reply: FastifyReply, { type, name, bytes }: FileAnswer): FastifyReply {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
  const extent = type === "application/pdf" ? "object-src 'self'" : "sandbox";
  return reply
    .headers({
      "content-type": type,
      "content-disposition": `inline; filename="${name}"`,
      "content-security-policy": `${policy}; ${extent}`,
      "x-content-type-options": "nosniff",
    })
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
