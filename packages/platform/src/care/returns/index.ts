export { takeBackOperation } from "./take-back.ts";
