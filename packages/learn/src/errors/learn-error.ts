/**
 * Refusal of an argument. `argument` is the parameter's name as the caller wrote it (`y`, `options.l2`, …), `problem` says
 * what is wrong with the value given and what would be accepted instead.
 */
export class LearnError extends Error {
  readonly argument: string;
  readonly problem: string;

  constructor(argument: string, problem: string) {
    super(`${argument}: ${problem}`);
    this.name = "LearnError";
    this.argument = argument;
    this.problem = problem;
  }
}
