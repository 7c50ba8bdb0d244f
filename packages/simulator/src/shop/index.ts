import destinations from "./destinations.json" with { type: "json" };
import guides from "./guides.json" with { type: "json" };
import returnLabels from "./return-labels.json" with { type: "json" };
import returnPolicy from "./return-policy.json" with { type: "json" };
import shipping from "./shipping.json" with { type: "json" };

/** Where the sample retailer's parcels start, and how they can be sent; a service that is collected names its store by the store's own key. */
export const sampleShipping = shipping;

/** What the sample retailer tells of its articles, in four languages. */
export const sampleGuides = guides;

/** Who takes goods that came back, and which kinds of goods no law on clothing covers. */
export const sampleDestinations = destinations;

/** Where goods go back to, and by which ways. */
export const sampleReturnLabels = returnLabels;

/** How goods are taken back: for whom and when longer, without a fee, or paid sooner. */
export const sampleReturnPolicy = returnPolicy;
