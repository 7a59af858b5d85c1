"""Random deals that are valid: every key of a deal file in every form, with edge values.

    python3 random_deals.py SEED        prints one deal

`batch(seed, count)` gives deals that share one set of command-line options, so that one process can
read them all. The same seed gives the same text.
"""

import json
import random
import re
import sys

from asking import BUILT_IN, BY_HAND, DIMENSION_OF, DIMENSIONS, ORDERS, Plan, need_gap, own_control, resource_gap
from reading import Deal, Options

OBJECTIVES = {
    "strategic-alliance": ["market-expansion", "technology-development", "product-innovation", "trade-barriers"],
    "joint-venture": ["specific-opportunity", "shared-investment", "new-technology", "new-market"],
    "network": ["revenue-growth", "resource-pooling", "economies-of-scale", "knowledge-sharing"],
    "consortium": ["industry-challenge", "industry-standards", "sector-innovation", "knowledge-sharing"],
    "supply-chain-partnership": ["supply-efficiency", "cost-reduction", "customer-satisfaction", "responsiveness"],
}
ON_REQUEST = [
    "reciprocity", "prior_ties", "return", "common_ground", "dependence", "rivalry", "customer_benefit",
    "flexibility", "knowledge_protection", "governance", "communication", "coordination", "transparency",
    "participation",
]
NAMES = ["Alder", "Boréal", "Çınar", "Dogwood & Sons", "Elm 7", "Fir-Group", "Ginkgo", "Hazel"]
REVIEWERS = ["Ana", "Ben", "Cem", "Dóra"]
ATOM = re.compile(r"[A-Za-z0-9_-]+")


# Writing TOML


def key_text(key):
    return key if ATOM.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def value_text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key_text(k)} = {value_text(v)}" for k, v in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(value_text(v) for v in value) + "]"
    return repr(value)


def toml_text(raw):
    lines = []
    for name, table in raw.items():
        if isinstance(table, list):
            for entry in table:
                lines += ["", f"[[{name}]]"] + [f"{key_text(k)} = {value_text(v)}" for k, v in entry.items()]
        elif name in ("criteria", "dimensions"):
            for id, entry in table.items():
                lines += ["", f"[{name}.{key_text(id)}]"]
                lines += [f"{key_text(k)} = {value_text(v)}" for k, v in entry.items()]
        else:
            lines += ["", f"[{name}]"]
            lines += [f"{key_text(k)} = {value_text(v)}" for k, v in table.items()]
    return "\n".join(lines).strip() + "\n"


class Maker:
    """Makes one deal."""

    def __init__(self, rng, strict, dated):
        self.rng = rng
        self.strict = strict  # evidence is asked for: give most facts one
        self.dated = dated
        self.calm = rng.random() < 0.5  # a deal of sensible terms and good candidates, so that some are recommended

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, items):
        return self.rng.choice(items)

    def some(self, items, least=0):
        items = list(items)
        return self.rng.sample(items, self.rng.randint(min(least, len(items)), len(items)))

    def number(self, low, high):
        """Often round, sometimes at an end, else any."""
        roll = self.rng.random()
        if roll < 0.08:
            return low
        if roll < 0.16:
            return high
        if roll < 0.6:
            return round(self.rng.uniform(low, high), self.pick([0, 1, 2]) if high - low > 2 else 2)
        return self.rng.uniform(low, high)

    def weight(self, zero=0.05):
        return 0 if self.chance(zero) else self.pick([1, 1, 2, 3, 0.5, round(self.rng.uniform(0.2, 5), 2)])

    def day(self):
        return f"2026-{self.rng.randint(1, 12):02d}-{self.rng.randint(1, 28):02d}"

    # The header

    def header(self):
        rng = self.rng
        kind = self.pick(list(ORDERS))
        by_criteria = self.chance(0.12)
        deal = {"name": f"Deal {rng.randint(1, 999)}", "relationship": kind}
        if self.chance(0.5):
            deal["objectives"] = self.some(OBJECTIVES[kind])
        if self.chance(0.6):
            deal["horizon_years"] = self.pick([1, 2, 3, 5, 7, 8, round(rng.uniform(0.5, 10), 2)])
        if self.chance(0.7):
            deal["cost"] = self.pick([10, 100, round(rng.uniform(5, 200), 2)])
            if self.chance(0.75):
                deal["benefit"] = round(deal["cost"] * rng.uniform(1.5 if self.calm else 0.8, 3), 2)
        elif self.chance(0.3):
            deal["benefit"] = 120
        if self.chance(0.2):
            deal["target_saving"] = self.pick([0, 0.1, 0.35, 1])
        if self.chance(0.2):
            deal["target_return"] = self.pick([0.1, 0.8, 2])
        if self.chance(0.3):
            deal["currency"] = "MEUR"
        if not by_criteria and self.chance(0.15):
            deal["aggregation"] = "geometric"
        elif self.chance(0.1):
            deal["aggregation"] = "arithmetic"
        if self.chance(0.3):
            deal["date"] = self.day()
        if self.chance(0.3):
            deal["rating_scale"] = self.pick([[1, 5], [5, 1], [0, 100], [0, 10]])
        self.scale = deal.get("rating_scale", [0, 10])
        self.cost = deal.get("cost", 50)
        raw = {"deal": deal}
        self.need_names = ["welding", "software", "drilling rigs", "labs"]
        self.risk_names = ["delay", "price shock", "late permit"]
        self.resource_names = ["people", "capital"]
        self.market_names = ["North", "South", "East"]
        self.standard_names = ["ISO 1", "ISO 2", "GS1"]
        if self.chance(0.7):
            needs = {}
            for name in self.some(self.need_names, 1):
                roll = rng.random()
                if roll < 0.3:
                    needs[name] = self.pick([5, 8, 10, round(rng.uniform(0.5, 10), 2)])
                else:
                    level, amount = {"level": self.pick([4, 6, 9])}, {"amount": self.pick([3, 40, 12.5])}
                    needs[name] = level if roll < 0.7 else amount
                    if self.chance(0.5):
                        needs[name]["weight"] = self.weight(0.1)
                    if self.chance(0.35):
                        needs[name]["critical"] = True
            if any(not isinstance(n, dict) or n.get("weight", 1) > 0 for n in needs.values()):
                raw["needs"] = needs
        if self.chance(0.4):
            raw["standards"] = {s: self.weight(0) for s in self.some(self.standard_names, 1)}
        if self.chance(0.45):
            raw["target_markets"] = {m: self.weight(0) for m in self.some(self.market_names, 1)}
        if self.chance(0.55):
            big = 0.2 if self.calm else 0.6
            raw["risks"] = {
                r: {"probability": self.pick([0.1, 0.5, 1, round(rng.uniform(0.01, 1), 3)]),
                    "impact": round(self.cost * rng.uniform(0.01, big), 3)}
                for r in self.some(self.risk_names, 1)
            }
        if self.chance(0.4):
            raw["resources"] = {
                r: self.pick([5, {"required": 8}, {"required": 12.5, "weight": self.weight(0)}])
                for r in self.some(self.resource_names, 1)
            }
        if self.chance(0.3):
            raw["requirements"] = {"licence": "holds a licence", "audit": "was audited"}
        raw["organization"] = self.organization(raw)
        self.weights(raw, by_criteria)
        self.criteria(raw, by_criteria)
        if self.chance(0.3):
            raw["reviewers"] = {
                r: self.pick([1, 2, 0.5, {"weight": 1.5, "role": "buyer"}, {"role": "finance"}]) for r in REVIEWERS
            }
            if self.chance(0.3):
                raw["reviewers"]["Ben"] = {"weight": 0}
            if self.chance(0.3):
                raw["reviewers"]["Cem"] = {"weight": 2, "rates": ["trust", "resilience"]}
        if self.chance(0.2):
            raw["dimensions"] = {self.pick(DIMENSIONS): {"label": "Price and terms"}}
        if self.chance(0.1):
            raw["compose"] = {"size": "1..2"}
        return raw

    def organization(self, raw):
        rng, org = self.rng, {"name": "We"}
        if self.chance(0.5):
            org["goals"] = self.goals()
        if self.chance(0.4):
            org["culture"] = self.culture()
        if self.chance(0.4):
            org["sales"] = self.pick([{"North": 4, "South": 6}, {"North": 1}, {}])
        if self.chance(0.6):
            org["capabilities"] = {n: self.pick([0, 2, 5, 7.25, 10]) for n in self.some(self.need_names)}
        if raw.get("risks") and self.chance(0.85):
            org["risk_capacity"] = round(self.cost * rng.uniform(0.1, 2), 2)
        if raw.get("risks") and self.chance(0.6):
            org["risk_control"] = {r: self.pick([0, 3, 5.5, 10]) for r in self.some(raw["risks"])}
        if self.chance(0.5):
            org["pledges"] = {r: self.pick([0, 2, 5]) for r in self.some(raw.get("resources", {}))}
        if self.chance(0.4):
            org["markets"] = self.some(self.market_names)
        if self.chance(0.75):
            org["stand_alone_cost"] = round(self.cost * rng.uniform(0.6 if self.calm else 0.3, 1.2), 2)
        if self.chance(0.3):
            org["contributions"] = {"land": self.pick([0, 5, 20]), "money": 10}
        roll = rng.random()
        if self.calm and roll < 0.3:
            org["stake"] = 0.55
        elif roll < 0.2:
            org["stake"] = self.pick([0.5, 0.6, 0.4, 0, 1])
        elif roll < 0.3:
            org["cost_share"] = self.pick([0.5, 0.55])
            org["benefit_share"] = self.pick([0.5, 0.6])
        elif roll < 0.35:
            org["risk_share"] = 0.5
        if self.chance(0.1):
            org["attributes"] = {"country": "NO", "sme": True}
        return org

    def goals(self):
        return {g: self.pick([1, 2, 5, 3.5]) for g in self.some(["growth", "margin", "green jobs"], 1)}

    def culture(self):
        a, b, c = (self.rng.randint(0, 33) for _ in range(3))
        return {"clan": a, "adhocracy": b, "market": c, "hierarchy": 100 - a - b - c + self.pick([0, 0, 0.25, -0.4])}

    def weights(self, raw, by_criteria):
        rng, roll, weights = self.rng, self.rng.random(), {}
        if by_criteria:
            weights["by"] = "criteria"
            if self.chance(0.4):
                weights["vary"] = self.pick(["order", "none"])
        elif roll < 0.12:
            for d in DIMENSIONS:
                weights[d] = self.pick([0, 10, 20, 30, 27, round(rng.uniform(1, 40), 1)])
            if sum(weights.values()) == 0:
                weights["commitment"] = 1
        elif roll < 0.28:
            scale = self.pick([1, 0.01, 0.83])
            for d in DIMENSIONS:
                middle = rng.uniform(12, 28)
                width = rng.uniform(1, 12)
                weights[d] = [round((middle - width) * scale, 4), round((middle + width) * scale, 4)]
            if self.chance(0.4):
                weights[self.pick(DIMENSIONS)] = round(20 * scale, 4)
        elif roll < 0.4:
            names = DIMENSIONS[:]
            rng.shuffle(names)
            tiers = []
            while names:
                size = rng.randint(1, len(names))
                tiers.append(names[:size])
                names = names[size:]
            weights["order"] = tiers
            if self.chance(0.6):
                weights["method"] = self.pick(["rank-sum", "centroid"])
        elif roll < 0.48:
            pairs = {}
            for i, a in enumerate(DIMENSIONS):
                for b in DIMENSIONS[i + 1 :]:
                    a2, b2 = (a, b) if self.chance(0.7) else (b, a)
                    pairs[f"{a2}/{b2}"] = self.pick([1, 2, 3, 0.5, 1, 1.5])
            weights["pairwise"] = pairs
        if not by_criteria and self.chance(0.15):
            weights["vary"] = self.pick(["order", "none"])
        if weights:
            raw["weights"] = weights

    def own(self, weight):
        table = {"dimension": self.pick(DIMENSIONS)}
        if weight is not None:
            table["weight"] = weight
        roll = self.rng.random()
        if roll < 0.35:
            table["worst"], table["best"] = self.pick([(0, 10), (1.2, 0.8), (100, 20)])
        elif roll < 0.65:
            table["relative"] = self.pick(["lowest", "highest"])
        elif self.chance(0.3):
            table["levels"] = {"0": "nothing"} if self.scale[0] == 0 else {"1": "poor"}
        if self.chance(0.5):
            table["about"] = "what it is about"
        if self.chance(0.3):
            table["label"] = "Our own"
        return table

    def criteria(self, raw, by_criteria):
        rng, tables = self.rng, {}
        deal = raw["deal"]
        if by_criteria:
            ids = self.some([k for d in DIMENSIONS for k in BUILT_IN[d]], 4)[:9]
            ranged = self.chance(0.3)
            for k in ids:
                w = self.pick([5, 10, 15, 30, 12.5])
                tables[k] = {"weight": [round(w * 0.7, 3), round(w * 1.4, 3)] if ranged and self.chance(0.6) else w}
            for name in self.some(["price", "lead_time", "esg-score"]):
                tables[name] = self.own(self.pick([10, 20, 40]))
            if self.chance(0.2):
                tables["trust"] = {"weight": 0}
            raw["criteria"] = tables
            return
        ranged = self.pick(DIMENSIONS) if self.chance(0.2) else None
        for d in DIMENSIONS:
            for k in BUILT_IN[d]:
                if d == ranged and self.chance(0.5):
                    tables[k] = {"weight": self.pick([[1, 3], [0.5, 2.5], [2, 2]])}
                elif k in ON_REQUEST and self.chance(0.15):
                    tables[k] = {"weight": self.weight(0.1)} if self.chance(0.7) else {}
                elif self.chance(0.12):
                    tables[k] = {"weight": self.weight(0.35)}
        for name in self.some(["price", "lead_time", "esg-score"]) if self.chance(0.6) else []:
            tables[name] = self.own(self.weight(0) if self.chance(0.6) else None)
        if tables:
            raw["criteria"] = tables
        named = [d for d in DIMENSIONS if self.chance(0.08)]
        if self.chance(0.03):
            named = DIMENSIONS[:]
        for k in ("communication", "governance", "horizon", "savings", "prior_ties", "reciprocity", "flexibility"):
            free = k not in tables and DIMENSION_OF[k] not in named
            if free and self.chance(0.05) and not asked_anyway(raw, k):
                named.append(k)
        if named:
            deal["rated"] = named
        for k in list(tables):  # a table inside a dimension rated as a whole is only a warning; keep few
            dimension = tables[k].get("dimension", DIMENSION_OF.get(k))
            if dimension in named and self.chance(0.8):
                del tables[k]

    # Gates

    def gates(self, raw, plan):
        rng, gates = self.rng, {}
        if self.chance(0.35):
            gates["score"] = self.pick([0, 40, 55.5, 72, 90])
        for d in DIMENSIONS:
            if plan.asked[d] and self.chance(0.15):
                gates[d] = self.pick([0, 30, 45, 62.5, 80])
        for c in plan.criteria():
            if not c.whole and self.chance(0.12):
                gates[c.id] = self.pick([20, 35, 50, 75, 0])
        for k, table in raw.get("criteria", {}).items():
            if table.get("weight") == 0 and "weights" not in raw and self.chance(0.6):
                gates[k] = self.pick([20, 50])
        for k in ("worse-off", "unprofitable", "nothing-shared"):
            if self.chance(0.12):
                gates[k] = self.chance(0.4)
        if self.chance(0.15):
            gates["known"] = self.pick([30, 70, 90, True, False])
        if self.chance(0.12):
            gates["defaults"] = False
        return gates

    # Candidates

    def share(self):
        if self.calm:
            return self.pick([0.5, 0.45, 0.4, round(self.rng.uniform(0.35, 0.55), 3)])
        return self.pick([0.5, 0.4, 0.35, 0.25, 0, 0.6, 1, round(self.rng.uniform(0, 1), 3)])

    def candidate(self, raw, plan, name):
        rng, c = self.rng, {"name": name}
        # How much of it is answered.
        full = self.pick([1, 1, 0.97, 0.9]) if self.calm else self.pick([0.95, 0.95, 0.8, 0.5])

        def put(key, make, p=1.0):
            if self.chance(full * p):
                c[key] = make()

        put("goals", self.goals, 0.9)
        put("culture", self.culture, 0.6)
        put("sales", lambda: self.pick([{"North": 2, "South": 1}, {"East": 5}, {}]), 0.6)
        put("capabilities", lambda: {n: self.level(raw, n) for n in (
            self.need_names if self.calm or self.chance(0.6) else self.some(self.need_names))}, 0.9)
        put("needs", lambda: {n: self.pick([4, 8, {"level": 6, "weight": self.weight(0.1)}, {"amount": 9}])
                              for n in self.some(self.need_names, 1)}, 0.4)
        if "risks" in raw:
            put("risk_control", lambda: {r: self.pick([0, 3, 6.5, 10]) for r in self.some(raw["risks"])}, 0.8)
            put("risk_capacity", lambda: self.pick([0, round(self.cost * rng.uniform(0.05, 2), 2)])
                if self.chance(0.2) else round(self.cost * rng.uniform(0.05, 2), 2), 0.9)
        if "resources" in raw:
            put("pledges", lambda: {r: self.pick([0, 3, 6, 13]) for r in self.some(raw["resources"], 1)}, 0.9)
        put("markets", lambda: self.some(self.market_names), 0.8)
        if "standards" in raw:
            put("standards", lambda: self.some(raw["standards"]), 0.85)
        least = 0.55 if self.calm else 0.2
        put("stand_alone_cost", lambda: 0 if self.chance(0.03) else round(self.cost * rng.uniform(least, 1.2), 2), 0.9)
        put("extra_joint_cost", lambda: self.pick([0, round(self.cost * 0.1, 2)]), 0.25)
        put("extra_benefit", lambda: self.pick([0, round(self.cost * 0.3, 2)]), 0.2)
        put("contributions", lambda: self.pick([{"patents": 12}, {"patents": 0}, {"money": 3, "land": 4.5}]), 0.3)
        put("stake", self.share, 1 if self.calm else 0.75)
        put("cost_share", self.share, 0.25)
        put("benefit_share", self.share, 0.25)
        put("risk_share", self.share, 0.15)
        if "risks" in raw:
            put("risk_shares", lambda: {r: self.share() for r in self.some(raw["risks"], 1)}, 0.15)
        put("our_dependence", self.share, 0.7)
        put("their_dependence", self.share, 0.7)
        put("horizon_years", lambda: self.pick([1, 2, 3, 5, 8, round(rng.uniform(0.5, 9), 2)]), 0.8)

        def record():
            total = self.pick([0, 1, 3, 10, 40, 300])
            kept = [total, total - total // 20] if self.calm else [0, total, rng.randint(0, total)]
            return {"kept": rng.choice(kept), "total": total}

        put("track_record", record, 0.8)
        put("joint_projects", lambda: self.pick([0, 1, 3, 20]), 0.6)
        own = {k: t for k, t in raw.get("criteria", {}).items() if "dimension" in t}
        measured = [k for k, t in own.items() if "worst" in t or "relative" in t]
        if measured:
            measures = {k: self.measure(raw["criteria"][k]) for k in measured if self.chance(max(full, 0.85))}
            if measures or self.chance(0.2):
                c["measures"] = measures
        if "requirements" in raw:
            answered = 2 if self.calm else 1
            put("meets", lambda: {r: self.calm or self.chance(0.85) for r in self.some(raw["requirements"], answered)})
        if self.chance(0.01 if self.calm else 0.04):
            c["veto"] = "the board refuses"
        if self.chance(0.1):
            c["attributes"] = {"country": "SE", "staff": 12, "sme": False}
        if self.chance(0.05):
            c["notes"] = "seen twice"
        c["ratings"] = self.ratings(raw, plan, c, full)
        if not c["ratings"]:
            del c["ratings"]
        sources = self.sources(c)
        if sources:
            c["sources"] = sources
        return c

    def level(self, raw, name):
        need = raw.get("needs", {}).get(name)
        amount = isinstance(need, dict) and "amount" in need
        if self.calm:
            return self.pick([10, 20, 50]) if amount else self.pick([7, 8.5, 9, 10])
        return self.pick([0, 3, 6, 8.5, 10, 25]) if amount else self.pick([0, 3, 6, 8.5, 10])

    def measure(self, table):
        if "relative" in table:
            return self.pick([50, 80, 100, round(self.rng.uniform(70, 120), 2)]) if self.calm else self.pick(
                [1, 50, 80, 100, round(self.rng.uniform(10, 200), 2)])
        low, high = sorted((table["worst"], table["best"]))
        return self.number(low - (high - low) / 5, high + (high - low) / 5)

    def ratings(self, raw, plan, candidate, full):
        ratings = {}
        for c in plan.criteria():
            if c.relative():
                continue
            by_hand = c.rated or c.id in BY_HAND or (c.own is not None and "worst" not in c.own)
            if by_hand:
                if self.chance(max(full - 0.02, 0.75)):
                    ratings[c.id] = self.rating(raw, c.id)
            elif c.own is not None:
                if c.id not in candidate.get("measures", {}) and self.chance(0.4):
                    ratings[c.id] = self.rating(raw, c.id)
            elif c.id != "return" and lacks(plan.deal, candidate, c.id) and self.chance(0.4):
                ratings[c.id] = self.rating(raw, c.id)
        if "weights" not in raw and self.chance(0.1):
            # What only another type asks is kept, and used by `fit` alone.
            for k in ("communication", "governance", "coordination", "transparency", "participation"):
                free = k not in plan.by_id and k not in raw.get("criteria", {})
                if free and DIMENSION_OF[k] not in raw["deal"].get("rated", []) and self.chance(0.3):
                    ratings[k] = self.rating(raw, k)
        return ratings

    def rating(self, raw, id):
        worst, best = self.scale
        mark = lambda q: round(worst + q * (best - worst), 6)
        good = lambda: self.pick([0.6, 0.7, 0.75, 0.8, 0.9, 1, round(self.rng.uniform(0.5, 1), 3)])
        any_level = lambda: self.pick([0, 1, 0.5, 0.6, 0.7, 0.8, 0.75, 0.9, round(self.rng.uniform(0, 1), 3)])
        level = good if self.calm else any_level
        roll = self.rng.random()
        if roll < 0.3:
            result = mark(level())
            if self.chance(0.8 if self.strict else 0.1):
                return {"score": result, "evidence": self.evidence()}
            return result
        if roll < 0.4:
            return [self.mark(mark, level) for _ in range(self.rng.randint(1, 4))]
        if roll < 0.6:
            low, score, high = sorted(level() for _ in range(3))
            result = self.pick([
                {"score": score, "low": low, "high": high}, {"low": low, "high": high}, {"score": score, "low": low},
                {"score": score, "high": high}, {"low": low}, {"score": score},
            ])
            result = {k: mark(v) for k, v in result.items()}
        else:
            allowed = REVIEWERS
            if "reviewers" in raw:
                allowed = [
                    r for r in REVIEWERS
                    if not (isinstance(raw["reviewers"][r], dict) and id not in raw["reviewers"][r].get("rates", [id]))
                ]
            names = allowed if self.chance(0.6) else self.some(allowed, 1)
            result = {"by": {r: self.mark(mark, level) for r in names}}
            if self.chance(0.15):
                agreed = mark(level())
                result["consensus"] = {"score": agreed, "evidence": self.evidence()} if self.chance(0.3) else agreed
        if self.chance(0.75 if self.strict else 0.2):
            result["evidence"] = self.evidence()
        return result

    def mark(self, mark, level):
        roll = self.rng.random()
        if roll < 0.08:
            return "abstains"
        if roll < 0.12:
            return {"abstains": "shareholder"}
        if roll < 0.3:
            return {"score": mark(level()), "evidence": self.evidence()}
        return mark(level())

    def evidence(self):
        roll = self.rng.random()
        if roll < 0.35:
            return self.pick(["site visit", "audit of May", "annual report"])
        if roll < 0.45:
            return self.pick(["TBD", "n/a", "?", "-", "todo", "x", "None.", " tbd. "])
        table = {"text": "audit report"} if self.chance(0.85) else {"by": "auditor"}
        if "text" in table and self.chance(0.4):
            table["by"] = "auditor"
        if self.chance(0.4):
            table["seen"] = self.day()
        if self.chance(0.4):
            table["until"] = self.day()
        if self.chance(0.7):
            table["grade"] = self.pick(["claimed", "documented", "verified"])
        return table

    def sources(self, c):
        free = {"name", "veto", "attributes", "notes", "ratings"}
        p = 0.85 if self.strict else 0.15
        return {k: self.evidence() for k in c if k not in free and self.chance(p)}

    # The whole

    def deal(self):
        while True:
            raw = self.header()
            plan = Plan(Deal({**raw, "candidates": []}, Options()))
            raw["gates"] = self.gates(raw, plan)
            if not raw["gates"]:
                del raw["gates"]
            plan = Plan(Deal({**raw, "candidates": []}, Options()))
            if valid(raw, plan):
                break
        names = self.rng.sample(NAMES, self.rng.choice([1, 2, 3, 3, 4, 5]))
        raw["candidates"] = [self.candidate(raw, plan, n) for n in names]
        if self.chance(0.15):
            raw["candidates"].append({**raw["candidates"][0], "name": "Zelkova, the same"})
        if len(names) > 1 and self.chance(0.15):
            parties = ["We"] + names[:3]
            pairs = [[a, b] for i, a in enumerate(parties) for b in parties[i + 1 :]]
            triples = [[p for p in parties if p != left] for left in parties] if len(parties) > 3 else []
            chosen = pairs + triples if self.chance(0.6) else self.some(pairs, 1)
            raw["coalitions"] = [
                {"members": m, "cost": round(self.cost * self.rng.uniform(0.3, 1.4), 2)} for m in chosen
            ]
        order = list(raw)
        if self.chance(0.3):
            order = [k for k in order if k != "candidates"]
            self.rng.shuffle(order)
            order.append("candidates")
        return {k: raw[k] for k in order}


def asked_anyway(raw, k):
    from asking import asked_by_default

    return asked_by_default(Deal({**raw, "candidates": []}, Options()), k)


def lacks(deal, c, k):
    """Whether a candidate lacks a fact that the formula of a computed criterion needs."""
    stated = lambda *keys: all(key in c for key in keys)
    shares = lambda kind: f"{kind}_share" in c or "stake" in c
    risk = lambda r: r in c.get("risk_shares", {}) or shares("risk")
    if k in ("goals", "culture", "standards"):
        return k not in c
    if k == "capabilities":
        return any(
            n.name not in c.get("capabilities", {}) for n in deal.needs if need_gap(deal, n) > 0 and n.weight > 0
        )
    if k == "resources":
        return any(
            r.name not in c.get("pledges", {}) for r in deal.resources if resource_gap(deal, r) > 0 and r.weight > 0
        )
    if k == "allocation":
        risks = [r for r in deal.risks if own_control(deal, r) < 1]
        return not stated("risk_capacity", "risk_control") or not all(risk(r) for r in risks)
    if k == "capacity":
        return not stated("risk_capacity") or not all(risk(r) for r in deal.risks)
    if k == "savings":
        return not stated("stand_alone_cost") or not shares("cost")
    if k == "equity":
        return not (shares("cost") and shares("benefit"))
    needed = {
        "rivalry": ["sales"], "common_ground": ["capabilities"], "reach": ["markets"],
        "reciprocity": ["needs", "capabilities"], "dependence": ["our_dependence", "their_dependence"],
        "horizon": ["horizon_years"], "track_record": ["track_record"], "prior_ties": ["joint_projects"],
    }[k]
    return not stated(*needed)


def valid(raw, plan):
    """What the text calls an error, or leaves so open that two readers differ, is not made."""
    deal = plan.deal
    if deal.by_criteria and (plan.not_applicable or len(plan.criteria()) < 2):
        return False
    for d in DIMENSIONS:
        counted = [c for c in plan.asked[d] if c.weight > 0]
        if d in plan.whole and len(plan.asked[d]) > 1:
            return False
        if any(c.part <= 0 for c in counted) and plan.asked[d]:
            return False
    for gate, minimum in raw.get("gates", {}).items():
        if gate in ("score", "known", "defaults", "worse-off", "unprofitable", "nothing-shared"):
            continue
        if gate in DIMENSIONS:
            if not plan.asked[gate]:
                return False
        elif gate not in plan.by_id or (minimum == 0 and plan.by_id[gate].weight == 0):
            return False
    if any(c.weight == 0 and c.own is not None for c in plan.criteria()):
        return False
    return True


def house(rng):
    """A house's file of gates. Its minimums are like no default and no deal's."""
    pick = lambda: rng.choice([33.3, 48.7, 58.1, 66.6, 77.7])
    ids = ["score"] + DIMENSIONS + ["trust", "resources", "resilience", "prior_ties", "return", "goals", "governance",
                                    "capabilities", "rivalry", "risk_terms", "equity"]

    def table():
        gates = {k: pick() for k in rng.sample(ids, rng.randint(1, 5))}
        if rng.random() < 0.3:
            gates[rng.choice(["worse-off", "unprofitable", "nothing-shared"])] = rng.random() < 0.6
        if rng.random() < 0.3:
            gates["known"] = rng.choice([True, 61.5, 88.8])
        if rng.random() < 0.2:
            gates["defaults"] = False
        return gates

    lines = ["[gates]"] + [f"{k} = {value_text(v)}" for k, v in table().items()]
    for name in rng.sample(list(ORDERS), rng.randint(0, 2)) + (["by-criteria"] if rng.random() < 0.6 else []):
        lines += ["", f"[gates.{name}]"] + [f"{k} = {value_text(v)}" for k, v in table().items()]
    return "\n".join(lines) + "\n"


def options(rng):
    """Options as `evaluate` takes them; `house` is the text of a file."""
    result = {}
    if rng.random() < 0.3:
        result["as_of"] = f"2026-{rng.randint(1, 12):02d}-15"
    roll = rng.random()
    if roll < 0.15:
        result["min_grade"] = rng.choice(["claimed", "documented", "verified"])
    elif roll < 0.35:
        result["require_evidence"] = True
    if rng.random() < 0.2:
        result["fail_under"] = rng.choice([30, 52.5, 67, 80])
    if rng.random() < 0.35:
        result["house"] = house(rng)
    return result


def arguments(opts, house_path):
    """The same options as a command line."""
    result = []
    if "as_of" in opts:
        result += ["--as-of", opts["as_of"]]
    if "min_grade" in opts:
        result += ["--min-grade", opts["min_grade"]]
    if opts.get("require_evidence"):
        result += ["--require-evidence"]
    if "fail_under" in opts:
        result += ["--fail-under", str(opts["fail_under"])]
    if "house" in opts:
        result += ["--gates", str(house_path)]
    return result


def batch(seed, count):
    """(options, [text of a deal]): deals that one process can read."""
    rng = random.Random(seed)
    opts = options(rng)
    strict = "min_grade" in opts or "require_evidence" in opts
    return opts, [toml_text(Maker(rng, strict, "as_of" in opts).deal()) for _ in range(count)]


if __name__ == "__main__":
    print(batch(int(sys.argv[1]) if len(sys.argv) > 1 else 1, 1)[1][0], end="")
