export { type Person, personOf } from "./person.ts";
export { type Store, stores } from "./stores.ts";
export { wishesOf } from "./wishes.ts";
