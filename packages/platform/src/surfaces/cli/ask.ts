import { createInterface } from "node:readline/promises";

/** Asks a yes-or-no question on the terminal; without a terminal the answer is no. */
export async function confirmed(question: string, yesWord: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`${question} `)).trim().toLowerCase() === yesWord;
  } finally {
    terminal.close();
  }
}
