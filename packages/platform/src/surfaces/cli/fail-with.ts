import type { Locale } from "@aftercare/messages";
import { ConfigError } from "../../foundation/config/index.ts";
import { BackupError, EmbeddedPostgresError, MigrationError } from "../../foundation/database/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { problemDocument } from "../http/index.ts";

const explained = [ConfigError, EmbeddedPostgresError, MigrationError, BackupError];

/** Ends the command with a sentence that a person can act on; a fault of ours keeps its stack. */
export function failWith(error: unknown, locale: Locale): never {
  if (error instanceof Problem) {
    const document = problemDocument(error, locale);
    console.error(`${document.title}: ${document.detail}`);
    for (const { field, message } of document.fields ?? []) console.error(`  ${field}: ${message}`);
  } else if (error instanceof Error && explained.some((kind) => error instanceof kind)) {
    console.error(error.message);
  } else {
    console.error(error);
  }
  process.exit(1);
}
