export { fitKernelRidge, type KernelRidgeOptions } from "./fit-kernel-ridge.ts";
export { type KernelRidgeModel, predictKernelRidge } from "./kernel-ridge-model.ts";
