export { grouped, newCode, readCode, symbolsOf } from "./bearer-code.ts";
