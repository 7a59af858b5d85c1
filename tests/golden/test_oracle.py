"""Tests of the oracle on its own: published figures, hand calculations, brute force, properties.

    python3 -m unittest discover tests/golden
"""

import itertools
import random
import tomllib
import unittest

from asking import DIMENSIONS, Group, eigenvector, place_weights, settle
from confidence import draw_group
from oracle import evaluate
from random_deals import batch, toml_text
from relation import wilson

FIFA = {  # criterion: per cent, United 2026, Morocco 2026, of 5
    "stadiums": (35, 4.1, 2.3), "team-facilities": (6, 3.7, 2.9), "accommodation": (6, 3.9, 2.6),
    "transport": (13, 4.3, 2.1), "broadcast": (7, 4.0, 3.5), "fan-festivals": (3, 3.6, 3.2),
    "organising-costs": (10, 2.0, 3.0), "media": (10, 4.9, 4.6), "ticketing": (10, 5.0, 2.4),
}


def five(kind="joint-venture", more="", candidates=None):
    """A deal of five ratings."""
    lines = [f'[deal]\nname = "D"\nrelationship = "{kind}"\nrated = {DIMENSIONS}'.replace("'", '"'), more,
             '[organization]\nname = "We"']
    for name, ratings in candidates.items():
        given = ", ".join(f"{d} = {r}" for d, r in zip(DIMENSIONS, ratings))
        lines.append(f'[[candidates]]\nname = "{name}"\nratings = {{ {given} }}')
    return "\n".join(lines)


def by_name(result):
    return {c["name"]: c for c in result["candidates"]}


def criterion(candidate, id):
    return next(c for d in candidate["dimensions"].values() if d for c in d["criteria"] if c["id"] == id)


class Published(unittest.TestCase):
    def test_fifa_2026(self):
        lines = ['[deal]\nname = "FIFA"\nrelationship = "joint-venture"\nrating_scale = [0, 5]',
                 '[weights]\nby = "criteria"', '[organization]\nname = "FIFA"']
        lines += [f'[criteria.{k}]\ndimension = "complementarity"\nweight = {w}' for k, (w, _, _) in FIFA.items()]
        for i, name in ((1, "United"), (2, "Morocco")):
            ratings = ", ".join(f"{k} = {v[i]}" for k, v in FIFA.items())
            lines.append(f'[[candidates]]\nname = "{name}"\nratings = {{ {ratings} }}')
        found = by_name(evaluate("\n".join(lines)))
        self.assertAlmostEqual(found["United"]["score"] * 5, 402.8, 9)
        self.assertAlmostEqual(found["Morocco"]["score"] * 5, 274.9, 9)

    def test_wilson_1927(self):
        for kept, total, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (1, 29, 0.0061, 0.1718)):
            ends = wilson(kept, total, 1.959964)
            self.assertAlmostEqual(ends[0], low, 4)
            self.assertAlmostEqual(ends[1], high, 4)

    def test_place_weights(self):
        tiers = [[d] for d in DIMENSIONS]
        rank_sum = [1 / 3, 4 / 15, 0.2, 2 / 15, 1 / 15]
        centroid = [137 / 300, 77 / 300, 47 / 300, 0.09, 0.04]
        for method, expected in (("rank-sum", rank_sum), ("centroid", centroid)):
            for w, e in zip(place_weights(tiers, method).values(), expected):
                self.assertAlmostEqual(w, e, 14)

    def test_eigenvector_of_saaty(self):
        names = ["Experience", "Education", "Charisma", "Age"]
        pairs = {"Experience/Education": 4, "Experience/Charisma": 3, "Experience/Age": 7, "Education/Charisma": 1 / 3,
                 "Education/Age": 3, "Charisma/Age": 5}
        expected = [0.5475692389618297, 0.12655528437341862, 0.2699499224522027, 0.05592555421254902]
        for w, e in zip(eigenvector(pairs, names).values(), expected):
            self.assertAlmostEqual(w, e, 11)

    def test_culture(self):
        deal = """
            [deal]
            name = "C"
            relationship = "network"
            [organization]
            name = "We"
            culture = { clan = 40, adhocracy = 20, market = 15, hierarchy = 25 }
            [[candidates]]
            name = "A"
            culture = { clan = 20, adhocracy = 15, market = 45, hierarchy = 20 }
        """
        self.assertAlmostEqual(criterion(by_name(evaluate(deal))["A"], "culture")["score"], 70)

    def towns(self, more=""):
        return f"""
            [deal]
            name = "Two towns"
            relationship = "network"
            cost = 15
            benefit = 24
            [organization]
            name = "A"
            stand_alone_cost = 11
            [[candidates]]
            name = "B"
            stand_alone_cost = 7
            {more}
        """

    def test_two_towns_of_young(self):
        town = by_name(evaluate(self.towns("stake = 0.5")))["B"]
        self.assertAlmostEqual(town["terms"]["cost_share"]["equal_gain"]["share"] * 15, 5.5)
        self.assertIn("worse-off", town["flags"])  # 7.5 against 7 alone
        zone = town["terms"]["cost_share"]["zone"]
        self.assertAlmostEqual(zone["low"], 1 - 11 / 15)
        self.assertAlmostEqual(zone["high"], 7 / 15)
        self.assertEqual(town["terms"]["cost_share"]["zone_of"], "stake")

    def test_shapley_of_young(self):
        costs = {"1": 15, "2": 20, "3": 55, "12": 35, "13": 61, "23": 65, "123": 78}
        lines = ['[deal]\nname = "Y"\nrelationship = "consortium"\ncost = 78',
                 '[organization]\nname = "1"\nstand_alone_cost = 15']
        for n in "23":
            lines.append(f'[[candidates]]\nname = "{n}"\nstand_alone_cost = {costs[n]}\ncost_share = 0.3')
        for pair in ("12", "13", "23"):
            lines.append(f'[[coalitions]]\nmembers = {list(pair)}\ncost = {costs[pair]}'.replace("'", '"'))
        found = evaluate("\n".join(lines), sets=[["2", "3"]])["sets"][0]
        shapley = [found["division"][n]["shapley"] * 78 for n in "123"]
        for s, e in zip(shapley, (12.8333, 17.3333, 47.8333)):
            self.assertAlmostEqual(s, e, 3)
        blocking = {(row["division"], "".join(row["coalition"])) for row in found["blocked_by"]}
        # 0.7 x 78 = 54.6 against 35; 11 + 51 against 61 and 16 + 51 against 65; 65.17 against 65.
        self.assertEqual(
            blocking, {("proposed", "12"), ("equal_gain", "13"), ("equal_gain", "23"), ("shapley", "23")})

    def test_linear_sharing_of_risk(self):
        # Premiums in proportion to s²/τ: with τ 1 and 9 the least is at shares 0.1 and 0.9.
        deal = """
            [deal]
            name = "R"
            relationship = "network"
            [organization]
            name = "We"
            risk_capacity = 1
            [risks]
            r = { probability = 0.5, impact = 1 }
            [[candidates]]
            name = "A"
            risk_capacity = 9
            risk_control = {}
            stake = 0.9
        """
        a = by_name(evaluate(deal))["A"]
        self.assertAlmostEqual(a["terms"]["risk_shares"]["r"]["least_premium"]["share"], 0.9)
        self.assertAlmostEqual(criterion(a, "allocation")["score"], 100)  # relief 0.9, of 0.5 that equals reach

    def test_a_set_beats_the_best_two(self):
        markets = {"X": ["n1", "n2", "n4", "n5"], "Y": ["n1", "n2", "n3"], "Z": ["n4", "n5", "n6"]}
        lines = ['[deal]\nname = "G"\nrelationship = "consortium"', '[organization]\nname = "We"',
                 "[target_markets]"] + [f"n{i} = 1" for i in range(1, 7)]
        lines += [f'[[candidates]]\nname = "{k}"\nmarkets = {v}'.replace("'", '"') for k, v in markets.items()]
        sets = evaluate("\n".join(lines), sets=[["X", "Y"], ["Y", "Z"]])["sets"]
        self.assertAlmostEqual(sets[0]["complementarity"], 500 / 6)
        self.assertAlmostEqual(sets[1]["complementarity"], 100)


class ByHand(unittest.TestCase):
    def test_ranges_of_weights(self):
        total, w = settle({"a": (40, 60), "b": (20, 40), "c": (10, 20)})  # middles 95, 5 lack, room 25
        self.assertEqual(total, 100)
        self.assertAlmostEqual(w["a"], 0.52)
        self.assertAlmostEqual(w["b"], 0.32)
        self.assertAlmostEqual(w["c"], 0.16)

    def test_a_tier_at_a_tenth(self):
        more = "[weights]\n" + "\n".join(f"{d} = {w}" for d, w in zip(DIMENSIONS, (30, 27, 26.9, 5, 0)))
        order = evaluate(five(more=more, candidates={"A": [5] * 5}))["order"]
        self.assertEqual(order, [["compatibility", "complementarity"], ["risk_sharing"], ["cost_sharing"]])

    def test_panels_are_answers(self):
        deal = """
            [deal]
            name = "P"
            relationship = "network"
            [organization]
            name = "We"
            [reviewers]
            Ana = 2
            Ben = 1
            Cem = 1
            [[candidates]]
            name = "A"
            [candidates.ratings.trust.by]
            Ana = 9
            Ben = { score = 6, evidence = { text = "seen", until = "2026-01-01" } }
            Cem = "abstains"
            [candidates.ratings]
            resilience = { by = { Ana = 9, Ben = 3 }, consensus = 8 }
        """
        a = by_name(evaluate(deal))["A"]
        self.assertAlmostEqual(criterion(a, "trust")["score"], 80)
        self.assertEqual(criterion(a, "resilience")["score"], 80)
        self.assertNotIn("disagreement", a["flags"])
        trust = criterion(by_name(evaluate(deal, as_of="2026-02-01"))["A"], "trust")
        self.assertAlmostEqual(trust["score"], 60)  # Ben's mark at its worst
        self.assertAlmostEqual(trust["high"], 280 / 3)
        self.assertAlmostEqual(trust["known"], 2 / 3)

    def test_conditional_by_theta(self):
        # Known: 0.70 of the weight. The score needs 65: 0.7 x 80 + 0.3 x θ x 100.
        more = "[weights]\n" + "\n".join(f"{d} = {w}" for d, w in zip(DIMENSIONS, (40, 30, 30, 0, 0)))
        more += "\n[gates]\nrisk_sharing = 0"
        found = evaluate(five("network", more, {"A": [8, 8]}))["candidates"][0]
        self.assertEqual(found["verdict"], "conditional")
        self.assertAlmostEqual(found["conditional_on"]["theta"], 0.3)
        self.assertEqual(found["conditional_on"]["open"][0]["criterion"], "risk_sharing")

    def test_intervals_and_nearest_change(self):
        # A leads; on risk sharing (weight 1/3) B is better by 40, elsewhere A by 30 on one of 1/6.
        more = "[gates]\ndefaults = false"
        found = evaluate(five(candidates={"A": [9, 6, 6, 6, 9], "B": [6, 6, 8, 6, 6]}, more=more))["confidence"]
        risk = next(w for w in found["weights"] if w["id"] == "risk_sharing")
        # Others of equal parts: A is ahead by 6/4 there, B by 2 on risk: t 2 = (1 - t) 1.5.
        self.assertAlmostEqual(risk["high"], 1.5 / 3.5)
        self.assertEqual(risk["leader_above"], "B")
        self.assertEqual(risk["low"], 0)
        self.assertFalse(found["holds"]["dimensions"])
        self.assertIsNone(evaluate(five(candidates={"A": [9] * 5}))["confidence"]["holds"]["dimensions"])

    def test_criterion_weights_in_the_claim(self):
        deal = """
            [deal]
            name = "Within"
            relationship = "joint-venture"
            rated = ["compatibility", "risk_sharing", "cost_sharing", "commitment"]
            [organization]
            name = "We"
            [criteria]
            alpha = { dimension = "complementarity", weight = 6, worst = 0, best = 10 }
            beta = { dimension = "complementarity", weight = 4, worst = 0, best = 10 }
            [[candidates]]
            name = "A"
            ratings = { compatibility = 7, risk_sharing = 7, cost_sharing = 7, commitment = 7 }
            measures = { alpha = 9, beta = 5 }
            [[candidates]]
            name = "B"
            ratings = { compatibility = 7, risk_sharing = 7, cost_sharing = 7, commitment = 7 }
            measures = { alpha = 6, beta = 9 }
        """
        found = evaluate(deal)["confidence"]
        self.assertTrue(found["holds"]["dimensions"])
        self.assertFalse(found["holds"]["criteria"])
        change = found["nearest_change"]
        self.assertEqual(change["id"], "alpha")  # 3 t = 4 (1 - t)
        self.assertAlmostEqual(change["to"], 4 / 7)
        self.assertAlmostEqual(change["step"], (0.6 - 4 / 7) / 6)

    def test_two_of_three_reviewers(self):
        lines = five("strategic-alliance", candidates={"A": [], "B": []}).replace("ratings = {  }", "ratings = {{}}")
        panels = "compatibility = {{ by = {{ Ana = {}, Ben = {}, Cem = {} }} }}, " \
            "complementarity = {{ by = {{ Ana = {}, Ben = {}, Cem = {} }} }}"
        a, b = panels.format(9, 9, 3, 8, 8, 4), panels.format(6, 6, 9, 6, 7, 8)
        rest = ", risk_sharing = 7, cost_sharing = 7, commitment = 7"
        for given in (a, b):
            lines = lines.replace("{{}}", "{ " + given + rest + " }", 1)
        found = {r["name"]: r for r in evaluate(lines)["confidence"]["reviewers"]}
        self.assertEqual(found["Ana"]["leads"], ["A"])
        self.assertEqual(found["Ben"]["leads"], ["A"])
        self.assertEqual(found["Cem"]["leads"], ["B"])
        self.assertEqual(found["Cem"]["leads_without"], ["A"])
        self.assertAlmostEqual(found["Cem"]["strictness"], (3 + 4 + 9 + 8 - (9 + 8 + 6 + 6.5)) / 4)

    def test_relative_to_the_lowest(self):
        lines = five("network", "[weights]\nby = \"criteria\"\n[criteria.price]\ndimension = \"cost_sharing\"\n"
                     "weight = 60\nrelative = \"lowest\"\n[criteria.trust]\nweight = 40\n", {"A": [], "B": [], "C": []})
        lines = lines.replace(f"rated = {DIMENSIONS}".replace("'", '"'), "")
        lines = lines.replace("ratings = {  }", "ratings = { trust = 5 }\nmeasures = { price = @ }")
        for price in (80, 100, 50):
            lines = lines.replace("@", str(price), 1)
        found = by_name(evaluate(lines + '\nveto = "refuses"'))  # C, the cheapest, is out
        self.assertAlmostEqual(found["A"]["cost_sharing"], 100)
        self.assertAlmostEqual(found["B"]["cost_sharing"], 80)
        self.assertAlmostEqual(found["C"]["cost_sharing"], 100)
        self.assertAlmostEqual(found["B"]["score"], 0.6 * 80 + 0.4 * 50)


class BruteForce(unittest.TestCase):
    def test_lowest_mean_of_an_order(self):
        """Against the extreme points: equal weights on all higher tiers and a subset of the next."""
        rng = random.Random(1)
        for _ in range(200):
            names = list("abcdef")[: rng.randint(2, 6)]
            order, left = [], names[:]
            while left:
                size = rng.randint(1, len(left))
                order.append(left[:size])
                left = left[size:]
            m = {k: rng.uniform(-1, 1) for k in names}
            least, above = float("inf"), []
            for tier in order:
                for size in range(1, len(tier) + 1):
                    for some in itertools.combinations(tier, size):
                        chosen = above + list(some)
                        least = min(least, sum(m[k] for k in chosen) / len(chosen))
                above += tier
            group = Group({k: 1 for k in names}, order)
            self.assertAlmostEqual(group.lowest_mean(m), least, 12)
            for _ in range(20):
                w = draw_group(rng, group)
                self.assertGreaterEqual(sum(w[k] * m[k] for k in names), least - 1e-12)

    def test_lowest_mean_of_ranges(self):
        """Against the vertices: all weights at an end but one."""
        rng = random.Random(2)
        for _ in range(200):
            names = list("abcde")[: rng.randint(2, 5)]
            ranges = {k: tuple(sorted((rng.uniform(0, 5), rng.uniform(0, 5)))) for k in names}
            total, weights = settle(ranges)
            m = {k: rng.uniform(-1, 1) for k in names}
            least = float("inf")
            for free in names:
                rest = [k for k in names if k != free]
                for ends in itertools.product((0, 1), repeat=len(rest)):
                    w = {k: ranges[k][e] for k, e in zip(rest, ends)}
                    w[free] = total - sum(w.values())
                    if ranges[free][0] - 1e-9 <= w[free] <= ranges[free][1] + 1e-9:
                        least = min(least, sum(w[k] * m[k] for k in names) / total)
            self.assertAlmostEqual(Group(weights, [names], ranges, total).lowest_mean(m), least, 9)

    def test_intervals_by_a_scan(self):
        """Who leads when a weight is moved step by step, by evaluating the deal anew."""
        rng = random.Random(3)
        for _ in range(12):
            values = {n: [round(rng.uniform(3, 9), 2) for _ in DIMENSIONS] for n in "ABCD"}
            today = [rng.randint(5, 30) for _ in DIMENSIONS]

            def leads(weights):
                rows = "\n".join(f"{d} = {w}" for d, w in zip(DIMENSIONS, weights))
                more = f"[weights]\n{rows}\n[gates]\ndefaults = false"
                return evaluate(five(more=more, candidates=values))["confidence"]

            first = leads(today)
            for i, row in enumerate(first["weights"]):
                others = sum(today) - today[i]
                for step in range(1, 40):
                    t = step / 40
                    moved = [w * (1 - t) / others for w in today]
                    moved[i] = t
                    inside = row["low"] - 1e-9 <= t <= row["high"] + 1e-9
                    same = first["leader"] in leads(moved)["leaders"]
                    self.assertEqual(same, inside, (row, t)) if inside else None
                for end, new in (("low", row["leader_below"]), ("high", row["leader_above"])):
                    if new is None:
                        continue
                    t = row[end] + (1e-6 if end == "high" else -1e-6)
                    moved = [w * (1 - t) / others for w in today]
                    moved[i] = t
                    self.assertEqual(leads(moved)["leader"], new)

    def test_first_place_of_smaa(self):
        """Two criteria of free weights: acceptabilities 3/7, 1/7, 3/7, 0."""
        lines = five("network", "[weights]\nby = \"criteria\"\nvary = \"order\"\n[gates]\nknown = false\n"
                     "[criteria.one]\ndimension = \"commitment\"\nweight = 1\n"
                     "[criteria.two]\ndimension = \"commitment\"\nweight = 1\n", {k: [] for k in "ABCD"})
        lines = lines.replace(f"rated = {DIMENSIONS}".replace("'", '"'), "")
        for one, two in ((9, 1), (6, 5), (2, 8), (5, 4)):
            lines = lines.replace("ratings = {  }", f"ratings = {{ one = {one}, two = {two} }}", 1)
        found = by_name(evaluate(lines, draws=6000))
        for name, p in (("A", 3 / 7), ("B", 1 / 7), ("C", 3 / 7), ("D", 0)):
            self.assertAlmostEqual(found[name]["first_place"], p, delta=4 * (p * (1 - p) / 6000) ** 0.5 + 1e-9)


class Properties(unittest.TestCase):
    def deals(self, seeds, count=12):
        for seed in seeds:
            opts, texts = batch(seed, count)
            for text in texts:
                yield opts, text

    def test_scores_are_in_order(self):
        for opts, text in self.deals(range(12)):
            for c in evaluate(text, **opts)["candidates"]:
                rows = [c] + [k for d in c["dimensions"].values() if d for k in d["criteria"]]
                for row in rows:
                    self.assertLessEqual(-1e-9, row["low"])
                    self.assertLessEqual(row["low"], row["score"] + 1e-9)
                    self.assertLessEqual(row["score"], row["high"] + 1e-9)
                    self.assertLessEqual(row["high"], 100 + 1e-9)

    def test_taking_evidence_away_never_helps(self):
        strict = {"require_evidence": True}
        for opts, text in self.deals(range(100, 130)):
            if "relative" in text:
                continue
            house = {k: v for k, v in opts.items() if k in ("house", "fail_under")}
            names = [c["name"] for c in tomllib.loads(text)["candidates"]]
            pairs = [list(p) for p in itertools.combinations(names, 2)]
            before, after = (self.relations(evaluate(text, sets=pairs, **house, **o)) for o in ({}, strict))
            for name, c in before.items():
                for was, now in zip(self.rows(c), self.rows(after[name])):
                    self.assertLessEqual(now["score"], was["score"] + 1e-7, (name, was, text))
                    self.assertLessEqual(now["low"], was["low"] + 1e-7, (name, was, text))
                outcomes = {g["id"]: g["outcome"] for g in after[name]["gates"]}
                for gate in c["gates"]:
                    now = outcomes.get(gate["id"], "pass")
                    if gate["outcome"] == "fail":
                        self.assertNotEqual(now, "pass", (name, gate["id"], text))

    def relations(self, result):
        return {**by_name(result), **{"+".join(s["members"]): s for s in result.get("sets", [])}}

    def rows(self, c):
        return [c] + [k for d in c["dimensions"].values() if d for k in d["criteria"]]

    def test_other_candidates_change_no_score(self):
        for opts, text in self.deals(range(200, 215)):
            raw = tomllib.loads(text)
            if "relative" in text or len(raw["candidates"]) < 2 or "coalitions" in raw:
                continue
            before = by_name(evaluate(text, **opts))
            gone = raw["candidates"].pop()["name"]
            after = by_name(evaluate(toml_text(raw), **opts))
            for name, c in after.items():
                self.assertNotEqual(name, gone)
                self.assertEqual(c["score"], before[name]["score"])
                self.assertEqual(c["verdict"], before[name]["verdict"])

    def test_arithmetic_scores_add_up(self):
        for opts, text in self.deals(range(300, 310)):
            found = evaluate(text, **opts)
            if found["aggregation"] == "geometric":
                continue
            for c in found["candidates"]:
                total = sum(k["share"] * k["score"] for d in c["dimensions"].values() if d for k in d["criteria"])
                self.assertAlmostEqual(total, c["score"], 9)

    def test_a_claim_holds_in_every_draw(self):
        for opts, text in self.deals(range(400, 420)):
            found = evaluate(text, **opts)
            if found["confidence"]["holds"]["criteria_whatever_the_evidence"] and "by =" not in text:
                first = by_name(evaluate(text, **opts, draws=300))[found["confidence"]["leader"]]
                ties = len(found["confidence"]["leaders"]) > 1
                self.assertTrue(ties or first["first_place"] > 0.999, text)

    def test_same_seed_same_text(self):
        self.assertEqual(batch(7, 3), batch(7, 3))


if __name__ == "__main__":
    unittest.main()
