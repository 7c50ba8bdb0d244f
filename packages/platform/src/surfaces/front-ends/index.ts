export { buildFrontEnds, builtFolder } from "./build-front-ends.ts";
export { staffPages } from "./staff-pages.ts";
