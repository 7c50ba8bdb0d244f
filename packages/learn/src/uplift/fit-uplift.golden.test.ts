import assert from "node:assert/strict";
import { test } from "node:test";
import type { Matrix } from "../matrix/index.ts";
import { fitUplift } from "./fit-uplift.ts";
import { type Learner, nameOf } from "./learner.ts";
import { predictUplift } from "./predict-uplift.ts";
import type { OutcomeKind } from "./treatment-data.ts";

// Effects of two treatments on three rows, by scikit-learn 1.2.1: python3 goldens.py, in this folder.
const golden: readonly (readonly [kind: OutcomeKind, learner: string, effects: readonly number[]])[] = [
  ["real", "S", [0.313507140972, 0.42494698732, 0.313507140972, 0.42494698732, 0.313507140972, 0.42494698732]],
  [
    "real",
    "S with interactions",
    [0.378631410577, 0.175178867563, 0.319199914418, 0.443619802461, 0.257665084883, 0.712709056241],
  ],
  ["real", "T", [0.399568575762, 0.19448354817, 0.325002579661, 0.447030266638, 0.247114914921, 0.700278914761]],
  ["real", "ddr", [0.392771964904, 0.181397779038, 0.324811846132, 0.446891507074, 0.252858436964, 0.711657575212]],
  ["real", "X", [0.397665747419, 0.195465304077, 0.324737049326, 0.4468776911, 0.247491650894, 0.698225092512]],
  ["real", "R", [0.338017353086, 0.159686609293, 0.419812143155, 0.509909414593, 0.465683565753, 0.842913477279]],
  ["real", "DR", [0.288618527713, 0.181172552725, 0.445521595925, 0.501524978348, 0.553933688042, 0.807135118475]],
  ["real", "constant", [0.454473236637, 0.50008472163, 0.454473236637, 0.50008472163, 0.454473236637, 0.50008472163]],
  [
    "real",
    "class-transformation",
    [0.184578891013, 0.16497086648, 0.7073532917, 0.710289081212, 1.08499741823, 1.1620121313],
  ],
  ["binary", "S", [0.0374938882176, 0.0621826808382, 0.301452142833, 0.402872403372, 0.125930005297, 0.143887940615]],
  [
    "binary",
    "S with interactions",
    [0.0217920537381, 0.048504672044, 0.297195534949, 0.491668754213, 0.179897179776, 0.216997895376],
  ],
  ["binary", "T", [0.0591613780873, 0.0995404104444, 0.308756633833, 0.469603173281, 0.177786750128, 0.236549824523]],
  ["binary", "ddr", [0.0717277932045, 0.111061947411, 0.284336585746, 0.452332861994, 0.207680649557, 0.251451332857]],
  ["binary", "X", [0.161904186174, 0.251920948881, 0.221608789467, 0.324586666634, 0.258027189013, 0.429087372937]],
  ["binary", "R", [0.159210323386, 0.206341042318, 0.215914549635, 0.287845574787, 0.257900848726, 0.423696707565]],
  ["binary", "DR", [0.147479449777, 0.191663700061, 0.225972885472, 0.279702122849, 0.284793974349, 0.425496690452]],
  [
    "binary",
    "constant",
    [0.229377977139, 0.264843691837, 0.229377977139, 0.264843691837, 0.229377977139, 0.264843691837],
  ],
  [
    "binary",
    "class-transformation",
    [0.107551880153, 0.207800283542, 0.287633432685, 0.348662254514, 0.419630659653, 0.51699246482],
  ],
];

const n = 240;
const first = Array.from({ length: n }, (_, i) => ((i * 37) % 101) / 101);
const second = first.map((_, i) => ((i * i * 13 + i * 7) % 89) / 89);
const treatment = first.map((_, i) => Math.floor((i * 7) / 4) % 3);
const outcome = first.map((a, i) => {
  const effect = [0, 0.3, 0.8 * a][treatment[i]!]!;
  return 0.5 + a - 0.7 * second[i]! + effect + ((i * 29) % 31) / 31 - 0.5;
});
const x = sideBySide([first, second]);
const asked: Matrix = { rows: 3, columns: 2, values: Float64Array.of(0.1, 0.8, 0.5, 0.5, 0.9, 0.3) };
const share = second.map((b) => 0.2 + 0.2 * b);
const propensity = sideBySide([share.map((p) => 0.7 - p), share, share.map(() => 0.3)]);
const outcomes = sideBySide([0, 1, 2].map((arm) => first.map((a, i) => 0.4 + 0.1 * arm + 0.5 * a - 0.3 * second[i]!)));

const base = { kind: "linear", l2: 2 } as const;
const learners: readonly Learner[] = [
  { learner: "S", base },
  { learner: "S", base, interactions: true },
  { learner: "T", base },
  { learner: "ddr", base },
  { learner: "X", base, final: base },
  { learner: "R", base, final: base },
  { learner: "DR", base, final: base },
  { learner: "constant" },
  { learner: "class-transformation", base },
];

for (const [kind, name, expected] of golden) {
  test(`${name}, ${kind}: the effects are those of scikit-learn's regressions`, () => {
    const learner = learners.find((each) => nameOf(each).replaceAll(/ linear|, linear/g, "") === name)!;
    const data = { x, treatment, outcome: kind === "real" ? outcome : outcome.map((y) => Number(y > 0.9)), propensity };
    const model = fitUplift(data, learner, { outcome: kind, nuisances: { outcomes, propensity } });
    const { effects } = predictUplift(model, asked);
    for (const [k, effect] of effects.values.entries()) {
      assert.ok(Math.abs(effect - expected[k]!) < 1e-7, `${k}: ${effect} is not ${expected[k]}`);
    }
  });
}

function sideBySide(columns: readonly (readonly number[])[]): Matrix {
  const values = Float64Array.from(columns[0]!.flatMap((_, i) => columns.map((column) => column[i]!)));
  return { rows: n, columns: columns.length, values };
}
