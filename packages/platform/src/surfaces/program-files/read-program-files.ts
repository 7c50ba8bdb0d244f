import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ProgramDocument, ProgramMoment } from "../../judgement/programs/index.ts";
import { readDocument } from "../../judgement/publishing/index.ts";
import { type JsonText, type Place, readJsonText } from "./place-in-text.ts";

/** A file that holds a program in order. */
export interface ProgramFile {
  readonly file: string;
  readonly document: ProgramDocument;
}

/** What is wrong with a file, and where as far as it is known. */
export interface FileFault extends Partial<Place> {
  readonly file: string;
  /** A catalogue key under `program-files.fault.`, or absent where the checks' own message says it. */
  readonly key?: "unreadable" | "no-json" | "name-twice" | "twice" | "empty-folder";
  /** Which part of the document. */
  readonly field?: string;
  readonly message: string;
}

/**
 * Reads program documents, one a file; a folder stands for every `.json` in it. Needs no database, so that a pull request can be
 * checked before anything runs. A `$schema` at the top of a document is for editors and not part of the program.
 */
export async function readProgramFiles(
  paths: readonly string[],
  moments: readonly ProgramMoment[],
): Promise<{ readonly files: readonly ProgramFile[]; readonly faults: readonly FileFault[] }> {
  const files: ProgramFile[] = [];
  const faults: FileFault[] = [];
  for (const path of paths) {
    const names = await filesAt(path);
    if (!Array.isArray(names)) faults.push(names);
    else
      for (const file of names) {
        const read = readProgram(file, await readFile(file, "utf8"), moments);
        if (Array.isArray(read)) faults.push(...read);
        else files.push(read);
      }
  }
  return { files, faults: [...faults, ...namedTwice(files)] };
}

async function filesAt(path: string): Promise<string[] | FileFault> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const inside = (await readdir(path)).filter((name) => name.endsWith(".json")).sort();
    if (inside.length === 0) return { file: path, key: "empty-folder", message: "" };
    return inside.map((name) => join(path, name));
  } catch (error) {
    return { file: path, key: "unreadable", message: error instanceof Error ? error.message : String(error) };
  }
}

function readProgram(file: string, text: string, moments: readonly ProgramMoment[]): ProgramFile | FileFault[] {
  const json = readJsonText(text);
  if ("code" in json) {
    const { line, column, code, doubled } = json;
    if (doubled !== undefined) return [{ ...{ file, line, column }, key: "name-twice", message: doubled }];
    return [{ ...{ file, line, column }, key: "no-json", message: code }];
  }
  const read = readDocument(withoutSchema(json.value), moments);
  if ("document" in read) return { file, document: read.document };
  return read.faults.map(({ field, message, at }) => ({ file, field, message, ...placeOf(json, field, at?.start) }));
}

function placeOf(json: JsonText, field: string, start: number | undefined): Place {
  return json.placeOf(field, start);
}

function withoutSchema(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { $schema: _, ...document } = value as Record<string, unknown>;
  return document;
}

/** Of two files for one program nobody could say which is meant. */
function namedTwice(files: readonly ProgramFile[]): FileFault[] {
  return files.flatMap(({ file, document: { name } }, position) => {
    const other = files.slice(0, position).find(({ document }) => document.name === name);
    return other ? [{ file, key: "twice" as const, field: "name", message: other.file }] : [];
  });
}
