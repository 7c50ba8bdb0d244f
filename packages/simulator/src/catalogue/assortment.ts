/** How a category's articles differ from each other. */
export type Sizing = "clothes" | "shoes" | "gloves" | "single";
/** What goes wrong with a category's articles: it decides why they come back. */
export type Trouble = "fit" | "shoe-fit" | "gear" | "electronics";

export interface Category {
  name: string;
  code: string;
  sizing: Sizing;
  trouble: Trouble;
  /** How much the category sells, by month from January; 1 is its mean. */
  season: readonly number[];
  /** The chance that one bought line comes back, for a shopper of average certainty about sizes who bought it online. */
  returned: number;
  /** Title, brand, shelf price in cents, weight in grams. */
  articles: readonly (readonly [title: string, brand: string, price: number, grams: number])[];
}

const winter = [1.4, 1.1, 0.9, 0.7, 0.6, 0.5, 0.5, 0.7, 1.2, 1.5, 1.5, 1.4] as const;
const summer = [0.5, 0.6, 0.9, 1.2, 1.5, 1.6, 1.5, 1.2, 0.9, 0.7, 0.6, 0.8] as const;
const steady = [0.9, 0.9, 1.0, 1.1, 1.1, 1.0, 1.0, 1.0, 1.0, 0.9, 1.0, 1.1] as const;

/** The range of an outdoor shop. Brands and articles are invented. */
export const assortment: readonly Category[] = [
  {
    name: "Jackets",
    code: "JK",
    sizing: "clothes",
    trouble: "fit",
    season: winter,
    returned: 0.17,
    articles: [
      ["Sleet Three-Layer Shell", "Halvik", 32995, 480],
      ["Drizzle Rain Jacket", "Bergkade", 11995, 390],
      ["Fjordside Down Jacket", "Halvik", 27995, 430],
      ["Gale Windbreaker", "Polderline", 8995, 210],
      ["Summit Insulated Parka", "Tarnholt", 34995, 980],
      ["Dune Softshell", "Bergkade", 13995, 520],
      ["Ridgeway Hybrid Jacket", "Tarnholt", 17995, 410],
      ["Harbour Rain Coat", "Polderline", 15995, 640],
      ["Feather Packable Down Vest", "Halvik", 14995, 240],
    ],
  },
  {
    name: "Trousers",
    code: "TR",
    sizing: "clothes",
    trouble: "fit",
    season: steady,
    returned: 0.18,
    articles: [
      ["Traverse Hiking Trousers", "Bergkade", 8995, 340],
      ["Scree Mountaineering Trousers", "Halvik", 16995, 460],
      ["Zip-Off Trek Trousers", "Tarnholt", 9995, 380],
      ["Puddle Rain Trousers", "Polderline", 6995, 290],
      ["Meadow Shorts", "Bergkade", 5495, 220],
      ["Fell Running Tights", "Vantje", 7495, 190],
      ["Boulder Climbing Trousers", "Sturmwald", 9495, 370],
      ["Thermal Winter Trousers", "Halvik", 14995, 540],
      ["Dyke Cycling Shorts", "Polderline", 6495, 210],
    ],
  },
  {
    name: "Fleece",
    code: "FL",
    sizing: "clothes",
    trouble: "fit",
    season: winter,
    returned: 0.12,
    articles: [
      ["Lambs Fleece Jacket", "Bergkade", 7995, 380],
      ["Grid Half-Zip", "Halvik", 8995, 270],
      ["Cabin Wool Cardigan", "Tarnholt", 12995, 610],
      ["Ember Hooded Fleece", "Sturmwald", 9995, 430],
      ["Tideway Fleece Vest", "Polderline", 5995, 260],
      ["Alder High-Loft Fleece", "Tarnholt", 11995, 470],
      ["Micro Fleece Pullover", "Bergkade", 4995, 230],
      ["Ember Junior Fleece", "Sturmwald", 4495, 240],
      ["Peat Merino Hoodie", "Vantje", 14995, 420],
    ],
  },
  {
    name: "Base layers",
    code: "BL",
    sizing: "clothes",
    trouble: "fit",
    season: winter,
    returned: 0.08,
    articles: [
      ["Merino 150 T-Shirt", "Vantje", 6495, 140],
      ["Merino 200 Long Sleeve", "Vantje", 8495, 210],
      ["Merino 200 Leggings", "Vantje", 7995, 190],
      ["Quickdry T-Shirt", "Bergkade", 2995, 120],
      ["Quickdry Long Sleeve", "Bergkade", 3495, 150],
      ["Bamboo Everyday Shirt", "Polderline", 3995, 160],
      ["Thermal Zip Neck", "Halvik", 6995, 230],
      ["Seamless Boxer", "Vantje", 2995, 70],
      ["Trail Running Singlet", "Sturmwald", 3495, 90],
    ],
  },
  {
    name: "Footwear",
    code: "FW",
    sizing: "shoes",
    trouble: "shoe-fit",
    season: steady,
    returned: 0.2,
    articles: [
      ["Karst Hiking Boot", "Sturmwald", 21995, 1240],
      ["Karst Low Hiking Shoe", "Sturmwald", 15995, 820],
      ["Moraine Mountaineering Boot", "Halvik", 28995, 1480],
      ["Heath Trail Runner", "Vantje", 13995, 560],
      ["Canal Walking Shoe", "Polderline", 11995, 740],
      ["Delta Trekking Sandal", "Polderline", 8995, 480],
      ["Frost Winter Boot", "Tarnholt", 16995, 1320],
      ["Hut Slipper", "Bergkade", 4995, 310],
      ["Approach Climbing Shoe", "Sturmwald", 14495, 690],
    ],
  },
  {
    name: "Accessories",
    code: "AC",
    sizing: "gloves",
    trouble: "fit",
    season: winter,
    returned: 0.05,
    articles: [
      ["Touring Glove", "Halvik", 4995, 110],
      ["Liner Glove", "Bergkade", 1995, 40],
      ["Merino Hiking Sock", "Vantje", 1995, 80],
      ["Merino Everyday Sock", "Vantje", 1595, 60],
      ["Wool Beanie", "Tarnholt", 2495, 70],
      ["Sun Cap", "Bergkade", 2295, 80],
      ["Gaiter Pair", "Sturmwald", 4495, 260],
      ["Neck Tube", "Bergkade", 1495, 40],
      ["Down Mitten", "Halvik", 7995, 180],
    ],
  },
  {
    name: "Backpacks",
    code: "BP",
    sizing: "single",
    trouble: "gear",
    season: summer,
    returned: 0.07,
    articles: [
      ["Rambler 22 Daypack", "Bergkade", 7995, 820],
      ["Rambler 30 Daypack", "Bergkade", 9995, 1010],
      ["Haute Route 45", "Tarnholt", 17995, 1590],
      ["Expedition 65", "Tarnholt", 23995, 2180],
      ["Commuter Roll-Top 25", "Polderline", 10995, 940],
      ["Waterproof Duffel 60", "Polderline", 12995, 1180],
      ["Hydration Vest 8", "Vantje", 11995, 310],
      ["Hip Pack 3", "Sturmwald", 3495, 210],
      ["Rain Cover 30-50", "Bergkade", 2295, 120],
    ],
  },
  {
    name: "Tents and sleeping",
    code: "TS",
    sizing: "single",
    trouble: "gear",
    season: summer,
    returned: 0.1,
    articles: [
      ["Skua 2 Tent", "Halvik", 42995, 2450],
      ["Skua 3 Tent", "Halvik", 49995, 2980],
      ["Lagoon Family Tent 5", "Polderline", 64995, 12400],
      ["Bivouac Shelter", "Sturmwald", 18995, 890],
      ["Larch 5 Sleeping Bag", "Tarnholt", 16995, 1080],
      ["Larch Minus 5 Sleeping Bag", "Tarnholt", 25995, 1390],
      ["Drift Inflatable Mat", "Halvik", 12995, 540],
      ["Foam Folding Mat", "Bergkade", 3995, 410],
      ["Camp Pillow", "Bergkade", 2495, 110],
    ],
  },
  {
    name: "Cooking",
    code: "CK",
    sizing: "single",
    trouble: "gear",
    season: summer,
    returned: 0.05,
    articles: [
      ["Spark Gas Stove", "Sturmwald", 5995, 95],
      ["Spark Stove System", "Sturmwald", 13995, 420],
      ["Titanium Pot 750", "Halvik", 5495, 110],
      ["Trail Cook Set", "Bergkade", 6495, 480],
      ["Insulated Bottle 750", "Polderline", 3495, 360],
      ["Insulated Mug", "Polderline", 2495, 290],
      ["Folding Cutlery", "Bergkade", 1495, 70],
      ["Water Filter", "Tarnholt", 4995, 150],
      ["Camp Kettle", "Bergkade", 2995, 240],
    ],
  },
  {
    name: "Lights and electronics",
    code: "LE",
    sizing: "single",
    trouble: "electronics",
    season: winter,
    returned: 0.11,
    articles: [
      ["Beacon 400 Head Torch", "Sturmwald", 4995, 88],
      ["Beacon 900 Head Torch", "Sturmwald", 8995, 130],
      ["Camp Lantern", "Bergkade", 3995, 260],
      ["Trailfinder GPS", "Tarnholt", 29995, 190],
      ["Altimeter Watch", "Tarnholt", 24995, 64],
      ["Power Bank 10000", "Polderline", 4495, 210],
      ["Solar Panel 21", "Polderline", 9995, 520],
      ["Avalanche Transceiver", "Halvik", 31995, 220],
      ["Action Camera Mount", "Vantje", 2995, 90],
    ],
  },
];

/** Colour names by what they dye; each article comes in two or three of them. */
export const clothColours = ["Fir green", "Slate", "Ochre", "Navy", "Rust", "Moss", "Black", "Dusk blue"] as const;
export const gearColours = ["Graphite", "Signal orange", "Lichen", "Sky"] as const;
