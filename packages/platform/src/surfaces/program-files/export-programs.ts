import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ProgramDocument } from "../../judgement/programs/index.ts";
import { getProgram, listPrograms } from "../../judgement/publishing/programs.contract.ts";
import type { House } from "./house.ts";
import { readJsonText } from "./place-in-text.ts";

/** A document as text: fields in the schema's order, so that the same program is the same text on every machine. */
export function programText(document: ProgramDocument, schema?: string): string {
  const ordered = ProgramDocument.parse(document);
  return `${JSON.stringify(schema === undefined ? ordered : { $schema: schema, ...ordered }, undefined, 2)}\n`;
}

/**
 * The programs named, or all that decide at one of the moments: what is published, else the draft.
 * @param moments those of imported experiments are not the shop's own, and no other house could take their programs
 */
export async function exportedPrograms(
  house: House,
  names: readonly string[],
  moments: readonly string[],
): Promise<ProgramDocument[]> {
  const { items } = await house.call(listPrograms, {});
  const own = items.filter(({ moment }) => moments.includes(moment)).map(({ name }) => name);
  const documents: ProgramDocument[] = [];
  for (const name of names.length > 0 ? names : own.sort()) {
    const { document, draft } = await house.call(getProgram, { name });
    const shown = document ?? draft?.document;
    if (shown) documents.push(ProgramDocument.parse(shown));
  }
  return documents;
}

/** Writes a program into `NAME.json` of a folder, keeping the `$schema` that stands there. Tells whether the file has changed. */
export async function writeProgramFile(
  folder: string,
  document: ProgramDocument,
): Promise<{ file: string; changed: boolean }> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${document.name}.json`);
  const before = await readFile(file, "utf8").catch(() => undefined);
  const text = programText(document, before === undefined ? undefined : schemaOf(before));
  if (text === before) return { file, changed: false };
  await writeFile(file, text);
  return { file, changed: true };
}

function schemaOf(text: string): string | undefined {
  const json = readJsonText(text);
  if (!("value" in json) || typeof json.value !== "object" || json.value === null) return undefined;
  const { $schema: schema } = json.value as Record<string, unknown>;
  return typeof schema === "string" ? schema : undefined;
}
