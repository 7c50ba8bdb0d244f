import { z } from "zod";
import { FileAnswer } from "./files.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * What an operation promises to the outside: its name, its route and the shapes of what goes in and out. Holds no
 * server code, so that front ends, the OpenAPI document and the command line read the same declaration.
 */
export interface Contract<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** One English sentence for engineers, shown in OpenAPI and `--help`. */
  readonly summary: string;
  readonly method: Method;
  /** With `:field` for every input field that stands in the path. */
  readonly path: string;
  /** A query changes nothing and runs read-only; a command takes an Idempotency-Key and leaves an audit line. */
  readonly kind: "query" | "command";
  readonly input: In;
  readonly output: Out;
  /** The media types of which it answers one, where the answer is a file and no JSON. */
  readonly answers?: readonly string[];
  /** The input fields that are files. Such a command is sent as a form (`multipart/form-data`). */
  readonly uploads?: readonly string[];
}

/** The wire side of the input: what a client sends. */
export type ContractInput<C extends Contract> = z.input<C["input"]>;
/** The wire side of the output: what a client receives. */
export type ContractOutput<C extends Contract> = z.input<C["output"]>;

export function contract<In extends z.ZodType, Out extends z.ZodType>(
  name: string,
  declaration: {
    summary: string;
    http: `${Method} /${string}`;
    kind?: "query" | "command";
    input: In;
    output: Out;
    uploads?: readonly string[];
  },
): Contract<In, Out> {
  const [method, path] = declaration.http.split(" ") as [Method, string];
  const kind = declaration.kind ?? (method === "GET" ? "query" : "command");
  return {
    name,
    summary: declaration.summary,
    method,
    path,
    kind,
    input: declaration.input,
    output: declaration.output,
    ...(declaration.uploads && { uploads: declaration.uploads }),
  };
}

/** A query that answers a file, such as a document to be printed, instead of JSON. */
export function fileContract<In extends z.ZodType>(
  name: string,
  declaration: { summary: string; http: `GET /${string}`; input: In; answers: readonly string[] },
): Contract<In, typeof FileAnswer> {
  const { answers, ...rest } = declaration;
  return { ...contract(name, { ...rest, output: FileAnswer }), answers };
}

/** An instant: RFC 3339 text with a zone on the wire, a Date inside. */
export const At = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
