export { type BuiltFolders, buildFrontEnds } from "./build-front-ends.ts";
export { staffPages } from "./staff-pages.ts";
