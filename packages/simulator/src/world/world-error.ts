/** Refusal of a world's parameter: `parameter` is its path ("actions.2.discount"), the message says what is accepted. */
export class WorldError extends Error {
  readonly parameter: string;

  constructor(parameter: string, problem: string) {
    super(`${parameter}: ${problem}`);
    this.name = "WorldError";
    this.parameter = parameter;
  }
}
