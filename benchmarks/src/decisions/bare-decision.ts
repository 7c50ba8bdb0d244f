import { bareInsert } from "../load/bare-insert.ts";

/** Writes a decision down, deciding nothing. */
export const bareDecision = bareInsert({
  ...{ path: "/bench/bare-insert", table: "bare_decisions", like: "decisions", unique: "subject" },
  latest: "select * from decisions where not retrospective order by decided_at desc limit 1",
  // The driver writes an array as one of PostgreSQL's own; these columns hold JSON.
  asParameter: (value) =>
    typeof value === "object" && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value,
});
