export { returnRecorded } from "./return-facts.ts";

import "./return-tables.ts";
