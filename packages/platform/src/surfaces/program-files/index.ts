export { type Applied, applyProgramFile, type Preview } from "./apply-program-file.ts";
export { type Comparison, compareWithHouse, isInForce } from "./compare-with-house.ts";
export { exportedPrograms, programText, writeProgramFile } from "./export-programs.ts";
export { type House, houseOf } from "./house.ts";
export { type FileFault, type ProgramFile, readProgramFiles } from "./read-program-files.ts";
