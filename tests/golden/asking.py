"""What a deal asks and what it weighs (model, sections 3 and 5): decided by the header alone."""

from reading import SLACK

DIMENSIONS = ["compatibility", "complementarity", "risk_sharing", "cost_sharing", "commitment"]

ORDERS = {
    "strategic-alliance": [["compatibility", "complementarity"], ["cost_sharing", "commitment"], ["risk_sharing"]],
    "joint-venture": [["risk_sharing"], ["compatibility", "complementarity", "cost_sharing", "commitment"]],
    "network": [["complementarity", "cost_sharing"], ["compatibility", "risk_sharing", "commitment"]],
    "consortium": [["commitment"], ["complementarity", "cost_sharing"], ["compatibility", "risk_sharing"]],
    "supply-chain-partnership": [
        ["compatibility", "cost_sharing"],
        ["complementarity", "risk_sharing", "commitment"],
    ],
}

# In the order of section 3.
BUILT_IN = {
    "compatibility": [
        "goals", "culture", "rivalry", "standards", "common_ground", "trust", "communication", "governance",
        "coordination", "transparency",
    ],
    "complementarity": ["customer_benefit", "capabilities", "reciprocity", "reach"],
    "risk_sharing": [
        "allocation", "capacity", "risk_terms", "dependence", "resilience", "flexibility", "knowledge_protection",
    ],
    "cost_sharing": ["savings", "equity", "return"],
    "commitment": ["resources", "horizon", "track_record", "prior_ties", "executive_sponsor", "participation"],
}
DIMENSION_OF = {k: d for d, ks in BUILT_IN.items() for k in ks}

# Criteria that are always rated: no facts feed them.
BY_HAND = {
    "trust", "communication", "governance", "coordination", "transparency", "customer_benefit", "risk_terms",
    "resilience", "flexibility", "knowledge_protection", "executive_sponsor", "participation",
}
ASKED_BY_TYPE = {
    "communication": "strategic-alliance",
    "governance": "joint-venture",
    "coordination": "network",
    "transparency": "supply-chain-partnership",
    "participation": "consortium",
}


def total_of(table):
    return sum(table.values()) if table else 0


def header_facts(deal, k):
    """Whether the header gives the facts that criterion k needs, asked or not."""
    org = deal.organization
    if k == "goals":
        return total_of(org.fact("goals")) > 0
    if k == "culture":
        return total_of(org.fact("culture")) > 0
    if k == "rivalry":
        return total_of(org.fact("sales")) > 0
    if k == "standards":
        return total_of(deal.standards) > 0
    if k == "common_ground":
        own = org.fact("capabilities") or {}
        return sum(n.weight * own.get(n.name, 0) for n in deal.needs if not n.amount) > 0
    if k == "capabilities":
        return sum(n.weight for n in deal.needs) > 0
    if k == "reach":
        return total_of(deal.markets) > 0
    if k in ("allocation", "capacity"):
        return bool(deal.risks) and org.fact("risk_capacity") is not None
    if k == "savings":
        return deal.cost is not None and org.fact("stand_alone_cost") is not None
    if k in ("equity", "return"):
        return deal.cost is not None and deal.benefit is not None
    if k == "resources":
        return sum(r.weight for r in deal.resources) > 0
    if k == "horizon":
        return deal.horizon is not None
    return False


# Computed criteria that need nothing from the header.
NO_HEADER = {"reciprocity", "dependence", "track_record", "prior_ties"}


def asked_by_default(deal, k):
    """The column "asked when"."""
    if k in ("trust", "resilience", "track_record", "executive_sponsor"):
        return True
    if k in ASKED_BY_TYPE:
        return deal.type == ASKED_BY_TYPE[k]
    if k == "risk_terms":
        return not deal.risks
    if k == "dependence":
        return deal.type in ("network", "supply-chain-partnership")
    if k == "rivalry":
        return deal.type != "consortium" and header_facts(deal, k)
    if k == "common_ground":
        return deal.type == "consortium" and header_facts(deal, k)
    if k in BY_HAND or k in ("reciprocity", "prior_ties", "return"):
        return False  # on request
    return header_facts(deal, k)


def gap(required, own):
    """A gap of at most 1e-9 of what is required is none."""
    g = max(0.0, required - own)
    return 0.0 if g <= SLACK * required else g


def need_gap(deal, need):
    return gap(need.required, (deal.organization.fact("capabilities") or {}).get(need.name, 0))


def resource_gap(deal, resource):
    return gap(resource.required, (deal.organization.fact("pledges") or {}).get(resource.name, 0))


def unserved(deal):
    served = deal.organization.fact("markets") or []
    return {m: w for m, w in deal.markets.items() if m not in served}


def own_control(deal, risk):
    return (deal.organization.fact("risk_control") or {}).get(risk, 0) / 10


def applicable(deal, k):
    """False where the header asks a criterion and makes it meaningless (†)."""
    if k == "capabilities":
        return any(need_gap(deal, n) > 0 and n.weight > 0 for n in deal.needs)
    if k == "reach":
        return sum(unserved(deal).values()) > 0
    if k == "allocation":
        return any(own_control(deal, r) < 1 for r in deal.risks)
    if k == "resources":
        return any(resource_gap(deal, r) > 0 and r.weight > 0 for r in deal.resources)
    return True


def settle(ranges):
    """Weights today and T, of a group in which a weight may be a range (section 5)."""
    middles = {k: (lo + hi) / 2 for k, (lo, hi) in ranges.items()}
    total = sum(middles.values())
    least = sum(lo for lo, _ in ranges.values())
    most = sum(hi for _, hi in ranges.values())
    target = total
    for round_number in (100.0, 1.0):
        if abs(round_number - total) <= total / 10 + SLACK and least - SLACK <= round_number <= most + SLACK:
            target = round_number
            break
    lack = target - total
    weights = dict(middles)
    if lack > 0:
        room = {k: hi - middles[k] for k, (_, hi) in ranges.items()}
    else:
        room = {k: middles[k] - lo for k, (lo, _) in ranges.items()}
    all_room = sum(room.values())
    if lack != 0 and all_room > 0:
        for k in weights:
            weights[k] += lack * room[k] / all_room
    return target, {k: max(0.0, w) / target for k, w in weights.items()}


def as_range(weight):
    return tuple(weight) if isinstance(weight, list) else (weight, weight)


def implied_order(weights, names):
    """Tiers: sorted descending, a weight joins a tier if it is at least 0.9 of that tier's first."""
    tiers = []
    for k in sorted((k for k in names if weights[k] > 0), key=lambda k: (-weights[k], names.index(k))):
        if tiers and weights[k] >= 0.9 * weights[tiers[-1][0]] - SLACK:
            tiers[-1].append(k)
        else:
            tiers.append([k])
    return [sorted(t, key=names.index) for t in tiers]


def place_weights(tiers, method):
    n = sum(len(t) for t in tiers)
    if method == "centroid":
        places = [sum(1 / i for i in range(k, n + 1)) / n for k in range(1, n + 1)]
    else:
        places = [2 * (n + 1 - k) / (n * (n + 1)) for k in range(1, n + 1)]
    weights, done = {}, 0
    for tier in tiers:
        for k in tier:
            weights[k] = sum(places[done : done + len(tier)]) / len(tier)
        done += len(tier)
    return weights


def eigenvector(comparisons, names):
    """The principal eigenvector of a matrix of comparisons `"a/b" = ratio`."""
    matrix = {a: {b: 1.0 for b in names} for a in names}
    for pair, ratio in comparisons.items():
        a, b = (x.strip() for x in pair.split("/"))
        matrix[a][b] = float(ratio)
        matrix[b][a] = 1.0 / ratio
    w = {a: 1.0 / len(names) for a in names}
    for _ in range(10_000):
        new = {a: sum(matrix[a][b] * w[b] for b in names) for a in names}
        total = sum(new.values())
        new = {a: x / total for a, x in new.items()}
        moved = max(abs(new[a] - w[a]) for a in names)
        w = new
        if moved < 1e-16:
            break
    return w


class Group:
    """Weights that may move together: the dimensions, or the criteria of one of them."""

    def __init__(self, weights, order, ranges=None, total=1.0, vary="order"):
        self.weights = {k: w for k, w in weights.items() if w > 0}
        self.order = [[k for k in t if k in self.weights] for t in order]
        self.order = [t for t in self.order if t]
        self.ranges = ranges
        self.total = total
        if ranges and any(hi > lo for lo, hi in ranges.values()):
            self.vary = "ranges"
        else:
            self.vary = vary

    def can_vary(self):
        if len(self.weights) < 2 or self.vary == "none":
            return False
        if self.vary == "ranges":
            ranges = [self.ranges[k] for k in self.weights]
            low, high = sum(lo for lo, _ in ranges), sum(hi for _, hi in ranges)
            wide = sum(hi > lo for lo, hi in ranges)
            return wide > 1 and low < self.total - SLACK and high > self.total + SLACK
        return True

    def lowest_mean(self, m):
        """The lowest mean of the differences m over all weights that this group may have (section 8)."""
        names = list(self.weights)
        if self.vary == "none" or len(names) == 1:
            return sum(self.weights[k] * m[k] for k in names) / sum(self.weights.values())
        if self.vary == "ranges":
            result = sum(self.ranges[k][0] * m[k] for k in names)
            rest = self.total - sum(self.ranges[k][0] for k in names)
            for k in sorted(names, key=lambda k: m[k]):
                low, high = self.ranges[k]
                step = min(high - low, max(0.0, rest))
                result += step * m[k]
                rest -= step
            return result / self.total
        least, total, count = float("inf"), 0.0, 0
        for tier in self.order:
            for k in sorted(tier, key=lambda k: m[k]):
                total += m[k]
                count += 1
                least = min(least, total / count)
        return least


class Criterion:
    def __init__(self, id, dimension, weight, rated):
        self.id = id
        self.dimension = dimension
        self.weight = weight  # as stated, or today's part where the group has a range
        self.rated = rated  # by hand alone: facts are not used
        self.own = None  # the table of the user's own criterion
        self.whole = id == dimension
        self.part = 0.0  # inside its dimension
        self.range = None

    def relative(self):
        return (self.own or {}).get("relative")


class Plan:
    """What is asked, and the weights of everything."""

    def __init__(self, deal):
        self.deal = deal
        self.house = None  # the gates of a house, once they are read
        self.not_applicable = []
        self.asked = {d: [] for d in DIMENSIONS}
        self.whole = set()
        self.ids = [k for d in DIMENSIONS for k in BUILT_IN[d]] + sorted(k for k in deal.criteria if k not in DIMENSION_OF)
        for k in self.ids:
            self.consider(k)
        if not deal.by_criteria:
            for d in DIMENSIONS:
                if d in deal.rated or not any(c.weight > 0 for c in self.asked[d]):
                    self.whole.add(d)
                    kept = [] if d in deal.rated else self.asked[d]
                    self.asked[d] = [Criterion(d, d, 1.0, True)] + kept
        self.by_id = {c.id: c for d in DIMENSIONS for c in self.asked[d]}
        self.weigh()

    def consider(self, k):
        deal, table = self.deal, self.deal.criteria.get(k)
        own = k not in DIMENSION_OF
        dimension = table["dimension"] if own else DIMENSION_OF[k]
        low, high = as_range((table or {}).get("weight", 1))
        weight = (low + high) / 2
        default = own or asked_by_default(deal, k)
        if dimension in deal.rated and not deal.by_criteria:
            return
        if deal.by_criteria:
            if table is None or weight == 0:
                return
        elif table is not None and weight == 0:
            if k not in deal.gates:
                return
        elif not (default or table is not None or k in deal.rated):
            return
        if own:
            rated = "worst" not in table and "relative" not in table
        elif k in BY_HAND:
            rated = True
        elif header_facts(deal, k) or (k in NO_HEADER and (default or table is not None)):
            rated = table is None and not default  # asked only through `deal.rated`
        else:
            rated = True
        if not own and not rated and not applicable(deal, k):
            self.not_applicable.append(k)
            return
        c = Criterion(k, dimension, weight, rated)
        c.range = (low, high)
        c.own = table if own else None
        self.asked[dimension].append(c)

    def weigh(self):
        deal, weights = self.deal, self.deal.weights
        ranges, total = None, 1.0
        vary = weights.get("vary")
        if deal.by_criteria:
            self.form = "criteria"
            vary = vary or "none"
            every = {c.id: c.range for d in DIMENSIONS for c in self.asked[d]}
            total, today = settle(every)
            self.weights = {d: sum(today[c.id] for c in self.asked[d]) for d in DIMENSIONS}
            self.order = implied_order(self.weights, DIMENSIONS)
            self.dimension_group = None
            self.criteria_group = Group(today, implied_order(today, list(today)), every, total, vary)
            self.criteria_groups = {}
            for d in DIMENSIONS:
                for c in self.asked[d]:
                    c.part = today[c.id] / self.weights[d]
                    c.weight = c.part
            return
        vary = vary or "order"
        if "order" in weights:
            self.form = "order"
            self.order = weights["order"]
            self.weights = place_weights(self.order, weights.get("method", "rank-sum"))
        elif "pairwise" in weights:
            self.form = "pairwise"
            self.weights = eigenvector(weights["pairwise"], DIMENSIONS)
            self.order = implied_order(self.weights, DIMENSIONS)
        elif "compatibility" in weights:
            self.form = "numbers"
            ranges = {d: as_range(weights[d]) for d in DIMENSIONS}
            total, self.weights = settle(ranges)
            self.order = implied_order(self.weights, DIMENSIONS)
        else:
            self.form = "type"
            self.order = ORDERS[deal.type]
            self.weights = place_weights(self.order, "rank-sum")
        self.order = [sorted(t, key=DIMENSIONS.index) for t in self.order]
        self.dimension_group = Group(self.weights, self.order, ranges, total, vary)
        self.criteria_group = None
        self.criteria_groups = {}
        for d in DIMENSIONS:
            counted = [c for c in self.asked[d] if c.weight > 0]
            spans = {c.id: c.range or (c.weight, c.weight) for c in counted}
            part_total, parts = settle(spans)
            for c in counted:
                c.part = parts[c.id]
                if any(hi > lo for lo, hi in spans.values()):
                    c.weight = c.part
            names = [c.id for c in counted]
            self.criteria_groups[d] = Group(parts, implied_order(parts, names), spans, part_total, vary)

    def criteria(self):
        return [c for d in DIMENSIONS for c in self.asked[d]]

    def share(self, c):
        """Its part of the whole, W_d w/Σw."""
        return self.weights[c.dimension] * c.part

    def top_dimensions(self):
        return ORDERS[self.deal.type][0]
