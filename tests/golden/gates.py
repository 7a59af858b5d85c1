"""Gates and the verdict (model, section 7)."""

from asking import BUILT_IN, BY_HAND, DIMENSION_OF, DIMENSIONS, NO_HEADER, applicable, asked_by_default, header_facts, need_gap
from reading import SHARE_KEYS, SLACK, at_least, less_money
from relation import SET_WIDE

PASS_FAIL = [
    "worse-off", "unprofitable", "nothing-shared", "over-subscribed", "critical-need", "requirement", "veto",
    "measure", "known",
]
REMOVABLE = ["worse-off", "unprofitable", "nothing-shared"]


def is_number(x):
    return isinstance(x, (int, float)) and not isinstance(x, bool)


def is_gate(x):
    """`false` and 0 are no gates."""
    return x is not None and x is not False and x != 0


class House:
    """The gates of a house, as they stand for one deal."""

    def __init__(self, raw, plan):
        deal = plan.deal
        general = {k: v for k, v in raw.get("gates", {}).items() if not isinstance(v, dict)}
        by_criteria = raw.get("gates", {}).get("by-criteria", {})
        if deal.by_criteria:
            self.gates = dict(by_criteria)
            self.not_applicable = [k for k, v in general.items() if is_gate(v) and k not in by_criteria]
            self.not_applicable = [k for k in self.not_applicable if k != "defaults"]
        else:
            self.gates = {**general, **raw.get("gates", {}).get(deal.type, {})}
            self.not_applicable = []
        self.defaults = self.gates.pop("defaults", True)
        self.not_asked = {}
        for k, v in list(self.gates.items()):
            if k in REMOVABLE and is_gate(v) and not self.has_what_it_judges(plan, k):
                self.not_applicable.append(k)
                del self.gates[k]
                continue
            if k in PASS_FAIL or k == "score" or not is_gate(v):
                continue
            if k in DIMENSIONS:
                if plan.asked[k]:
                    continue
            elif k in plan.by_id:
                continue
            elif self.taken_out(plan, k):
                self.not_asked[k] = v
                continue
            self.not_applicable.append(k)
            del self.gates[k]

    def has_what_it_judges(self, plan, k):
        """Whether there is anything that a pass/fail gate could judge, as far as the header says."""
        deal = plan.deal
        if k == "worse-off":
            return deal.cost is not None or "savings" in plan.by_id
        if k == "unprofitable":
            return (deal.cost is not None and deal.benefit is not None) or "equity" in plan.by_id
        return deal.type == "joint-venture"

    def taken_out(self, plan, k):
        """Whether the deal took out what its type asks, what its header gives the facts of, or what it has of its own."""
        deal = plan.deal
        if not deal.by_criteria and k in deal.criteria and k not in DIMENSION_OF:
            return True
        if deal.by_criteria or k not in DIMENSION_OF or k in plan.not_applicable:
            return False
        if not (asked_by_default(deal, k) or (k not in BY_HAND and k not in NO_HEADER and header_facts(deal, k))):
            return False
        if header_facts(deal, k) and not applicable(deal, k):
            return False
        weight = deal.criteria.get(k, {}).get("weight", 1)
        return weight == 0 or DIMENSION_OF[k] in plan.whole

    def number(self, k):
        v = self.gates.get(k)
        return float(v) if is_number(v) and is_gate(v) else None


def default_minimum(plan, x, single):
    deal = plan.deal
    if deal.by_criteria:
        return None
    coverage_of_the_set = single and deal.type in ("network", "consortium")
    if x == "score":
        return 65.0
    if x in DIMENSIONS:
        if plan.weights[x] == 0 or (x == "complementarity" and coverage_of_the_set):
            return None
        return 60.0 if x in plan.top_dimensions() else 50.0
    if x in ("trust", "resources"):
        c = plan.by_id[x]
        if c.weight == 0 or plan.weights[c.dimension] == 0 or c.dimension in plan.whole:
            return None
        if x == "resources" and coverage_of_the_set:
            return None
        return 40.0 if x == "trust" else 60.0
    return None


def minimums(plan, house, fail_under, single):
    """[(id, minimum, from, reason)] in the order of section 7."""
    deal, result = plan.deal, []
    ids = ["score"] + [d for d in DIMENSIONS if plan.asked[d]] + [c.id for c in plan.criteria() if not c.whole]
    for x in ids:
        default = default_minimum(plan, x, single)
        if house is not None and house.defaults is False:
            default = None
        stated = deal.gates.get(x)
        named = house.number(x) if house else None
        if named is not None:
            options = [(default, "default"), (stated, "deal"), (named, "house")]
            minimum, origin = max((float(m), o) for m, o in options if m is not None)
        elif stated is not None:
            minimum, origin = float(stated), "deal"
        elif default is not None and deal.gates.get("defaults", True):
            minimum, origin = default, "default"
        else:
            minimum, origin = 0.0, None
        if x == "score" and fail_under is not None and fail_under > minimum:
            minimum, origin = float(fail_under), "command"
        if minimum > 0:
            result.append((x, minimum, origin, None))
    if house:
        result += [(k, float(v), "house", "not asked") for k, v in house.not_asked.items()]
    return sorted(result, key=lambda row: place(deal, row[0]))


def place(deal, x):
    """Where a minimum stands: the score, the dimensions, the criteria in the order of section 3, one's own by id."""
    if x == "score":
        return (0, 0, "")
    if x in DIMENSIONS:
        return (1, DIMENSIONS.index(x), "")
    if x in DIMENSION_OF:
        dimension = DIMENSION_OF[x]
        return (2 + DIMENSIONS.index(dimension), BUILT_IN[dimension].index(x), "")
    return (2 + DIMENSIONS.index(deal.criteria[x]["dimension"]), 1000, x)


def applies(deal, house, gate):
    """(whether, from) of a pass/fail gate that can be removed."""
    stated = deal.gates.get(gate)
    named = house.gates.get(gate) if house else None
    if named is True:
        return True, "house"
    if stated is True:
        return True, "deal"
    if stated is False or named is False:
        return False, None
    return not deal.by_criteria, "rule"


def known_minimum(deal, house):
    """(minimum or None, from) of the gate `known`."""
    stated = deal.gates.get("known")
    named = house.gates.get("known") if house else None
    stated = 50.0 if stated is True else stated
    named = 50.0 if named is True else named
    if is_gate(named):
        options = [(50.0, "default"), (float(named), "house")]
        if is_gate(stated):
            options.append((float(stated), "deal"))
        return max(options)
    if stated is not None:
        return (float(stated), "deal") if is_gate(stated) else (None, None)
    return (None, None) if named is not None else (50.0, "default")


def worst(outcomes):
    return next((o for o in ("fail", "undecided") if o in outcomes), "pass")


# The rules. Each returns an outcome, or None where there is nothing to judge.


def known_or_taken(relation, i, key):
    """Whether a fact of party i is there, evidence or not."""
    return relation.parties[i].stated(key)


def worse_off(relation):
    savings = "savings" in relation.plan.by_id and relation.valued["savings"].tri.known < 1 - SLACK
    if relation.C is None:
        return "undecided" if savings else None
    outcomes = []
    for i in range(relation.n):
        x, alone = relation.x(i), relation.alone(i)
        if x is not None and alone is not None:
            outcomes.append("fail" if less_money(alone, x) else "pass")
        elif relation.cost_shares.would_be_known() and known_or_taken(relation, i, "stand_alone_cost"):
            outcomes.append("undecided")
    if savings:
        outcomes.append("undecided")
    return worst(outcomes)


def unprofitable(relation):
    equity = "equity" in relation.plan.by_id and relation.valued["equity"].tri.known < 1 - SLACK
    if relation.C is None or relation.deal.benefit is None:
        return "undecided" if equity else None
    venture = relation.deal.type == "joint-venture"
    outcomes = []
    for i in range(relation.n):
        x, b, B = relation.x(i), relation.benefit_share(i), relation.B
        if x is None or b is None or B is None:
            if relation.cost_shares.would_be_known() and relation.benefit_shares.would_be_known():
                outcomes.append("undecided")  # evidence taken for unknown could bring it back
            continue
        if less_money(b * B, x + (relation.expected_loss(i, 1.0) if venture else 0.0)):
            outcomes.append("fail")
        elif venture and less_money(b * B, x + relation.expected_loss(i, 0.0)):
            outcomes.append("undecided")
    if equity:
        outcomes.append("undecided")
    if venture and not relation.risks_known():
        outcomes.append("undecided")
    return worst(outcomes)


def nothing_shared(relation):
    deal = relation.deal
    if deal.type != "joint-venture":
        return None
    if deal.cost is None and deal.benefit is None:
        if not any(p.stated(key) for p in relation.parties for key in SHARE_KEYS):
            return None
    outcomes = []
    for i, party in enumerate(relation.parties):
        b, s = relation.benefit_share(i), relation.cost_share(i)
        state, gives = party.contributions()
        if b is None:
            outcomes.append("undecided")
        elif b <= SLACK:
            outcomes.append("fail")
        if not (gives is not None and gives > 0):
            if s is None:
                outcomes.append("undecided")
            elif s <= SLACK:
                outcomes.append("undecided" if state == "taken" else "fail")
        if deal.risks and b is not None:
            low, high = risk_part(relation, i)
            if not at_least(high, b / 10):
                outcomes.append("fail")
            elif not at_least(low, b / 10):
                outcomes.append("undecided")
    return worst(outcomes)


def risk_part(relation, i):
    """Bounds of a party's part of Σ e_r: an unknown share bounds it from both sides."""
    total = sum(relation.e.values())
    low = high = 0.0
    for r, shares in relation.risk_shares.items():
        s = shares.of[i] if shares.of is not None else None
        low += relation.e[r] * (0.0 if s is None else s)
        high += relation.e[r] * (1.0 if s is None else s)
    return low / total, high / total


def all_shares(relation):
    return [relation.cost_shares, relation.benefit_shares, *relation.risk_shares.values()]


def over_subscribed(relation):
    outcomes = []
    for shares in all_shares(relation):
        if shares.over_subscribed():
            outcomes.append("fail")
        elif shares.taken and not shares.absent:
            outcomes.append("undecided")
    return worst(outcomes)


def critical_need(relation):
    deal = relation.deal
    if len(relation.members) == 1 and deal.type in ("network", "consortium"):
        return None
    needs = [n for n in deal.needs if n.critical and need_gap(deal, n) > 0]
    if not needs:
        return None
    outcomes = []
    for need in needs:
        _, _, filled, is_open = relation.fill(need, relation.members)
        outcomes.append("pass" if filled else "undecided" if is_open else "fail")
    return worst(outcomes)


def requirement(relation):
    if not relation.deal.requirements:
        return None
    answers = [m.meets(r) for r in relation.deal.requirements for m in relation.members]
    return worst(["fail" if a is False else "undecided" if a is None else "pass" for a in answers])


def veto(relation):
    return "fail" if any("veto" in m.raw for m in relation.members) else "pass"


def measure(relation):
    relative = [c.id for c in relation.plan.criteria() if c.relative()]
    if not relative:
        return None
    silent = any(k not in (m.fact("measures") or {}) for k in relative for m in relation.members)
    return "undecided" if silent else "pass"


RULES = {
    "worse-off": worse_off, "unprofitable": unprofitable, "nothing-shared": nothing_shared,
    "over-subscribed": over_subscribed, "critical-need": critical_need, "requirement": requirement, "veto": veto,
    "measure": measure,
}


class Gate:
    def __init__(self, id, outcome, origin, minimum=None, value=None, high=None, reason=None):
        self.id = id
        self.outcome = outcome
        self.origin = origin
        self.minimum = minimum  # 0..100
        self.value = value  # 0..1
        self.high = high
        self.reason = reason

    def json(self):
        percent = lambda x: None if x is None else 100 * x
        return {"id": self.id, "minimum": self.minimum, "score": percent(self.value), "high": percent(self.high),
                "outcome": self.outcome, "from": self.origin, "reason": self.reason}


def judge(value, high, minimum):
    m = minimum / 100
    return "pass" if at_least(value, m) else "undecided" if at_least(high, m) else "fail"


def per_member(relation, x):
    """In a set of several members a minimum on a mean over members holds for every member by itself."""
    c = relation.plan.by_id.get(x)
    if c is None or c.whole or len(relation.members) == 1:
        return False
    return c.rated or c.own is not None or x not in SET_WIDE


def evaluate_gates(relation, score, house, fail_under):
    plan, deal = relation.plan, relation.deal
    gates = []
    for x, minimum, origin, reason in minimums(plan, house, fail_under, len(relation.members) == 1):
        if reason is not None:
            gates.append(Gate(x, "undecided", origin, minimum, None, None, reason))
            continue
        if per_member(relation, x):
            members = relation.valued[x].by_member
            outcome = worst([judge(t.value, t.high, minimum) for t in members])
            value, high = min(t.value for t in members), min(t.high for t in members)
        else:
            t = score if x == "score" else relation.dimensions[x] if x in DIMENSIONS else relation.valued[x].tri
            outcome, value, high = judge(t.value, t.high, minimum), t.value, t.high
        gates.append(Gate(x, outcome, origin, minimum, value, high))
    for id, rule in RULES.items():
        origin = "rule"
        if id in REMOVABLE:
            stays, origin = applies(deal, house, id)
            if not stays:
                continue
        outcome = rule(relation)
        if outcome is not None:
            gates.append(Gate(id, outcome, origin))
    minimum, origin = known_minimum(deal, house)
    if minimum is not None:
        outcome = "pass" if at_least(score.known, minimum / 100) else "undecided"
        gates.append(Gate("known", outcome, origin, minimum, score.known, None))
    return gates


def stopped_by(gates):
    """Fails before undecided ones, pass/fail gates before minimums, then the largest shortfall."""

    def key(gate):
        rule = gate.id in PASS_FAIL
        shortfall = 0.0
        if not rule:
            shortfall = gate.minimum if gate.value is None else gate.minimum - 100 * gate.value
        place = PASS_FAIL.index(gate.id) if rule else 0
        # Shortfalls that differ by rounding alone are equal.
        return (gate.outcome != "fail", not rule, -round(shortfall, 7), place)

    return [g.id for g in sorted((g for g in gates if g.outcome != "pass"), key=key)]


def verdict(relation, score, gates):
    """(verdict, conditional_on)."""
    if any(g.outcome == "fail" for g in gates):
        return "not-recommended", None
    if all(g.outcome == "pass" for g in gates):
        return "recommended", None
    rules_pass = all(g.outcome == "pass" for g in gates if g.id in PASS_FAIL)
    if not rules_pass or any(g.reason for g in gates) or not at_least(score.known, 0.70):
        return "undecided", None
    unmet = [g for g in gates if g.outcome == "undecided"]
    thetas = [least_theta(relation, g) for g in unmet]
    if None in thetas or max(thetas) > 0.5 + SLACK:
        return "undecided", None
    theta = max(thetas)
    return "conditional", {"theta": theta, "open": open_criteria(relation, unmet, theta)}


def least_theta(relation, gate):
    """The least part of what is open at which this minimum holds; None if none does."""
    m = gate.minimum / 100
    plan = relation.plan

    def dimension_at(d, theta):
        return sum(c.part * relation.valued[c.id].at(theta) for c in plan.asked[d] if c.part > 0)

    if gate.id == "score":
        if relation.deal.geometric:
            return bisect(lambda t: relation.aggregate({d: dimension_at(d, t) for d in DIMENSIONS}), m)
        at = lambda t: sum(w * dimension_at(d, t) for d, w in plan.weights.items() if w > 0)
        return linear(at, m)
    if gate.id in DIMENSIONS:
        return linear(lambda t: dimension_at(gate.id, t), m)
    valued = relation.valued[gate.id]
    if per_member(relation, gate.id):
        thetas = [linear(lambda t: valued.member_at(i, t), m) for i in range(len(relation.members))]
        return None if None in thetas else max(thetas)
    return linear(valued.at, m)


def linear(at, m):
    start, end = at(0.0), at(1.0)
    if start >= m:
        return 0.0
    return None if end < m or end <= start else (m - start) / (end - start)


def bisect(at, m):
    if at(0.0) >= m:
        return 0.0
    if at(1.0) < m:
        return None
    low, high = 0.0, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if at(middle) >= m else (middle, high)
    return high


def open_criteria(relation, unmet, theta):
    plan, result = relation.plan, []
    ids = {g.id for g in unmet}
    for c in plan.criteria():
        touched = c.id in ids and not c.whole
        touched |= c.part > 0 and c.dimension in ids
        touched |= c.part > 0 and "score" in ids and plan.weights[c.dimension] > 0
        valued = relation.valued[c.id]
        if touched and valued.at(1.0) - valued.at(0.0) > SLACK:
            result.append({"criterion": c.id, "at_least": 100 * valued.at(theta)})
    return result
