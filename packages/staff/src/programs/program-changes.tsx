import type { ComponentProps } from "react";
import { ChangeTable } from "../ui/index.ts";
import { useProgramWords } from "./program-words.ts";

interface ProgramChangesProps extends Omit<ComponentProps<typeof ChangeTable>, "words"> {
  readonly currency: string | undefined;
}

/** Two documents of a program beside each other, where they differ. */
export function ProgramChanges({ currency, ...changes }: ProgramChangesProps) {
  return <ChangeTable {...changes} words={useProgramWords(currency)} />;
}
