export { listStores, readStores } from "./list-stores.ts";

import "./store-table.ts";
