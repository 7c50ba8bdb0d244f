import { sql } from "kysely";

/**
 * Which of the decisions `d` are measured: what programs decided in its time. An imported experiment was made elsewhere: it earned nothing
 * here, and cost nothing.
 */
export const decidedHere = sql<boolean>`
  not d.retrospective and d.program is not null and not exists (select from experiments e where e.program = d.program)`;
