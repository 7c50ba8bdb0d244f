# Effects by scikit-learn's ridge and logistic regression on standardised columns, for fit-uplift.golden.test.ts.
# Run: python3 goldens.py        (numpy 1.24.2, scikit-learn 1.2.1)
import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler

n = 240
i = np.arange(n)
X = np.stack([(i * 37) % 101 / 101, (i * i * 13 + i * 7) % 89 / 89], axis=1)
t = i * 7 // 4 % 3
y = 0.5 + X[:, 0] - 0.7 * X[:, 1] + 0.3 * (t == 1) + 0.8 * (t == 2) * X[:, 0] + (i * 29) % 31 / 31 - 0.5
label = (y > 0.9).astype(float)
asked = np.array([[0.1, 0.8], [0.5, 0.5], [0.9, 0.3]])
p1 = 0.2 + 0.2 * X[:, 1]
P = np.stack([0.7 - p1, p1, np.full(n, 0.3)], axis=1)  # probability of each arm
M = 0.4 + 0.1 * np.arange(3) + (0.5 * X[:, 0] - 0.3 * X[:, 1])[:, None]  # expected outcome under each arm


def ridge(x, y, w=None, l2=2.0):
    s = StandardScaler().fit(x, sample_weight=w)
    m = Ridge(alpha=l2).fit(s.transform(x), y, sample_weight=w)
    return lambda q: m.predict(s.transform(q))


def logistic(x, y, w=None, l2=2.0):
    s = StandardScaler().fit(x, sample_weight=w)
    m = LogisticRegression(C=1 / l2, tol=1e-13, max_iter=10_000, solver="newton-cholesky").fit(s.transform(x), y, sample_weight=w)
    return lambda q: m.predict_proba(s.transform(q))[:, 1]


def arm(x, k, products):
    d = np.zeros((len(x), 2 * (3 if products else 1)))
    k = np.broadcast_to(k, len(x))
    for a in (1, 2):
        d[:, a - 1] = k == a
        if products:
            d[:, 2 * a : 2 * a + 2] = x * (k == a)[:, None]
    return np.hstack([x, d])


def learners(base, y, binary):
    def of_arms(models):
        return [models[a] - models[0] for a in (1, 2)]

    for name, products in (("S", False), ("S with interactions", True)):
        m = base(arm(X, t, products), y)
        yield name, of_arms([m(arm(asked, a, products)) for a in range(3)])
    T = [base(X[t == a], y[t == a]) for a in range(3)]
    yield "T", of_arms([m(asked) for m in T])
    more = lambda q: np.hstack([q, T[0](q)[:, None]])
    yield "ddr", of_arms([T[0](asked)] + [base(more(X[t == a]), y[t == a])(more(asked)) for a in (1, 2)])
    pairs = [(a, (t == 0) | (t == a)) for a in (1, 2)]
    crossed, residual, transformed = [], [], []
    for a, own in pairs:
        from_control = ridge(X[t == 0], T[a](X[t == 0]) - y[t == 0])
        from_treated = ridge(X[t == a], y[t == a] - T[0](X[t == a]))
        e = logistic(X[own], (t[own] == a).astype(float), l2=10.0)(asked)
        crossed.append(e * from_control(asked) + (1 - e) * from_treated(asked))
        e = P[own, a] / (P[own, a] + P[own, 0])
        moved = (t[own] == a) - e
        expected = e * M[own, a] + (1 - e) * M[own, 0]
        residual.append(ridge(X[own], (y[own] - expected) / moved, moved**2)(asked))
        if binary:
            turned = np.where(t[own] == a, y[own], 1 - y[own])
            transformed.append(2 * base(X[own], turned, np.where(t[own] == a, 0.5 / e, 0.5 / (1 - e)))(asked) - 1)
        else:
            transformed.append(base(X[own], np.where(t[own] == a, y[own] / e, -y[own] / (1 - e)))(asked))
    yield "X", crossed
    yield "R", residual
    had = np.arange(n), t
    correction = (y - M[had]) / P[had]
    scores = [M[:, a] - M[:, 0] + correction * ((t == a).astype(float) - (t == 0)) for a in (1, 2)]
    yield "DR", [ridge(X, s)(asked) for s in scores]
    yield "constant", [np.full(3, s.mean()) for s in scores]
    yield "class-transformation", transformed


for kind, base, outcome in (("real", ridge, y), ("binary", logistic, label)):
    for name, effects in learners(base, outcome, kind == "binary"):
        print(f'  ["{kind}", "{name}", {np.stack(effects, axis=1).ravel().tolist()}],')
