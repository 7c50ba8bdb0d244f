import type { Locale } from "@aftercare/messages";
import { problemKind } from "../../foundation/problems/index.ts";

export interface CommandContext {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly locale: Locale;
  readonly t: (key: string, values?: Record<string, string | number>) => string;
}

export type Command = (context: CommandContext) => Promise<void>;

/** The words after the command make no sense; the sentence shows how it is used. */
export const usage = problemKind("usage", 400);
