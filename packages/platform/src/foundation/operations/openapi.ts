import { z } from "zod";
import type { Contract } from "../contracts/index.ts";
import { answerKeptDays } from "./forget-answers.ts";
import type { Operation } from "./operation.ts";

interface ObjectSchema {
  properties?: Record<string, unknown>;
  required?: string[];
  [keyword: string]: unknown;
}

/** The OpenAPI 3.1 document of all operations, made from their contracts. */
export function openApiDocument(operations: readonly Operation[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const { method, path } = operation.contract;
    const template = path.replace(/:(\w+)/g, "{$1}");
    paths[template] = { ...paths[template], [method.toLowerCase()]: entryOf(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Aftercare", version, license: { name: "MIT", identifier: "MIT" } },
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "aftercare_session" },
      },
      schemas: { Problem: problemSchema },
    },
    security: [{ apiKey: [] }, { session: [] }],
  };
}

function entryOf({ contract, by }: Operation): Record<string, unknown> {
  const input = schemaOf(contract.input);
  const inPath = [...contract.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const rest = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name));
  const required = input.required ?? [];
  const hasBody = contract.method !== "GET" && contract.method !== "DELETE";
  const parameter = (where: "path" | "query", name: string, schema: unknown) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema,
  });
  const key = {
    ...{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 255 } },
    description: `The same request with the same key is done once, and answered the same for ${answerKeptDays} days.`,
  };
  return {
    operationId: contract.name,
    summary: contract.summary,
    description: `Roles: ${Object.entries(by)
      .map(([role, rule]) => `${role} (${rule.name})`)
      .join(", ")}.`,
    parameters: [
      ...inPath.map((name) => parameter("path", name, input.properties?.[name] ?? { type: "string" })),
      ...(hasBody ? [] : rest.map(([name, schema]) => parameter("query", name, schema))),
      ...(contract.kind === "command" ? [key] : []),
    ],
    ...(hasBody && rest.length > 0
      ? {
          requestBody: {
            required: true,
            content: {
              [contract.uploads ? "multipart/form-data" : "application/json"]: {
                schema: {
                  ...input,
                  properties: Object.fromEntries(rest),
                  required: required.filter((name) => !inPath.includes(name)),
                },
              },
            },
          },
        }
      : {}),
    responses: {
      200: { description: "Done.", content: answersOf(contract) },
      default: {
        description: "A problem document (RFC 9457).",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
    ...("anonymous" in by ? { security: [] } : {}),
  };
}

function answersOf({ answers, output }: Contract): Record<string, unknown> {
  // OpenAPI 3.1 describes bytes by their media type alone.
  if (answers) return Object.fromEntries(answers.map((type) => [type, {}]));
  return { "application/json": { schema: schemaOf(output) } };
}

/** The wire side of a schema: codecs appear as what travels, not as what they become inside. */
function schemaOf(schema: z.ZodType): ObjectSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest as ObjectSchema;
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail"],
  properties: {
    type: { type: "string", description: "Stable for ever, e.g. /problems/bad-input." },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "What happened and what to do about it, in the caller's language." },
    fields: {
      type: "array",
      items: {
        type: "object",
        required: ["field", "message"],
        properties: { field: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};
