export { cholesky, invertCholesky, solveCholesky } from "./cholesky.ts";
export { type Matrix, matrix, matrixFromRows, rowOf, selectRows } from "./matrix.ts";
export { type Standardised, standardise } from "./standardise.ts";
export { addWeightedGram } from "./weighted-gram.ts";
