export { type Process, process } from "./process.ts";
