//! The terms that the model would propose beside the proposed ones.

use super::concern::flags_of;
use super::evaluation::Evaluation;
use super::flags;
use super::gates;
use crate::criteria::Relation;
use crate::deal::Risk;
use crate::model::{Flag, PassFail, SLACK};

/// Shares of the parties, the organization first.
pub type PartyShares = Vec<f64>;

/// A division that a rule gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    /// The shares.
    pub shares: PartyShares,
    /// The gates that would fail and the flags that it would raise, of those that hang on such shares.
    pub raises: Vec<Flag>,
}

/// A stated coalition that would pay less alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocked {
    /// The division, by name.
    pub division: &'static str,
    /// The place of the coalition in the deal.
    pub coalition: usize,
    /// What its members would pay by the division.
    pub pays: f64,
    /// What they would pay without the others.
    pub alone: f64,
}

/// Of what share a zone of agreement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ZoneOf {
    /// Of the member's share of the cost.
    #[default]
    Cost,
    /// Of its stake.
    Stake,
}

impl ZoneOf {
    /// The key that states the share.
    pub fn key(self) -> &'static str {
        match self {
            ZoneOf::Cost => "cost_share",
            ZoneOf::Stake => "stake",
        }
    }
}

/// The shares of one member with which no party would be better off without the other, all else as proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// The least share, 0..1.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// Whether there is none.
    pub is_empty: bool,
    /// The bounds that are left out, as not known.
    pub left_out: Vec<&'static str>,
}

/// What a party pays, gets and could lose; `None` where the facts do not say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Money {
    /// Its part of the joint cost.
    pub cost: Option<f64>,
    /// Its part of the joint benefit.
    pub benefit: Option<f64>,
    /// What it must expect to lose after its own control of the risks, where all that it does not say of its control is
    /// full control.
    pub expected_loss: Option<f64>,
    /// The same where that is no control, which is the most that it may be.
    pub expected_loss_high: Option<f64>,
    /// What it loses if every listed risk comes true.
    pub worst_loss: Option<f64>,
    /// What it would pay alone.
    pub stand_alone_cost: Option<f64>,
}

/// The shares of one risk.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskTerms {
    /// The proposed shares.
    pub proposed: Option<PartyShares>,
    /// The shares with the least total premium, in proportion to capacity / (1 - control)^2: parties that control it
    /// wholly share it evenly, the others bear nothing (K. Borch, "Equilibrium in a reinsurance market", Econometrica
    /// 30 (1962), 424-444).
    pub least_premium: Option<Computed>,
}

/// Proposed terms and those that rules would give.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// The proposed shares of the cost.
    pub cost: Option<PartyShares>,
    /// The shares of the cost that split the gain evenly: (c - G/n) / C with G the sum of the
    /// stand-alone costs less the joint cost C (for two parties the Shapley value; H. P.
    /// Young, "Monotonic solutions of cooperative games", International Journal of Game Theory 14 (1985), 65-72).
    pub equal_gain: Option<Computed>,
    /// Whether a share of `equal_gain` was negative, made 0, and the rest scaled.
    pub is_scaled: bool,
    /// The shares of the cost in proportion to the benefit.
    pub by_benefit: Option<Computed>,
    /// The Shapley value of the cost, as shares, where every coalition of the parties is stated (L. S. Shapley, "A
    /// value for n-person games", Contributions to the Theory of Games 2 (1953), 307-317).
    pub shapley: Option<PartyShares>,
    /// The coalitions that would pay less alone.
    pub blocked: Vec<Blocked>,
    /// The zone of agreement with a single member.
    pub zone: Option<Zone>,
    /// Of what share that is.
    pub zone_of: ZoneOf,
    /// The shares of each risk of the deal.
    pub risks: Vec<RiskTerms>,
    /// What each party brings in, in money, where all say so.
    pub contributions: Option<Vec<f64>>,
    /// What each party pays, gets and could lose.
    pub money: Vec<Money>,
}

impl Money {
    /// What the proposed shares come to for a party.
    pub fn of(relation: &Relation<'_>, party: usize) -> Self {
        Self {
            cost: relation.cost_part(party),
            benefit: relation.benefit_part(party),
            expected_loss: relation.loss_after_control(party, 1.0),
            expected_loss_high: relation.loss_after_control(party, 0.0),
            worst_loss: relation.stress_loss(party),
            stand_alone_cost: relation.stand_alone_cost(party),
        }
    }
}

impl Terms {
    /// The terms of a relation that was evaluated, as far as its facts allow.
    pub fn of(relation: &Relation<'_>, evaluation: &Evaluation) -> Self {
        let parties = || 0..relation.parties();
        let all = |share: &dyn Fn(usize) -> Option<f64>| parties().map(share).collect();
        let of_cost = |shares: PartyShares| Computed {
            raises: raised(&relation.with_cost(&shares), evaluation, &OF_COST),
            shares,
        };
        let (equal, is_scaled) = equal_gain(relation).unzip();
        let benefit: Option<PartyShares> = all(&|party| relation.benefit_share(party));
        let cost: Option<PartyShares> = all(&|party| relation.cost_share(party));
        let shapley = shapley(relation);
        let blocked = [
            ("proposed", &cost),
            ("equal_gain", &equal),
            ("shapley", &shapley),
        ];
        let contributions: Option<Vec<f64>> = all(&|party| relation.contribution(party));
        Self {
            blocked: blocked
                .into_iter()
                .filter_map(|(name, shares)| Some(blocking(relation, name, shares.as_ref()?)))
                .flatten()
                .collect(),
            cost,
            equal_gain: equal.map(of_cost),
            is_scaled: is_scaled.unwrap_or(false),
            by_benefit: benefit.map(of_cost),
            shapley,
            zone: zone(relation),
            zone_of: match states_stake_alone(relation) {
                true => ZoneOf::Stake,
                false => ZoneOf::Cost,
            },
            risks: relation
                .deal
                .risks
                .iter()
                .map(|risk| risk_terms(relation, evaluation, risk))
                .collect(),
            contributions: contributions.filter(|all| all.iter().sum::<f64>() > 0.0),
            money: parties().map(|party| Money::of(relation, party)).collect(),
        }
    }
}

/// The gates and flags that hang on the shares of the cost.
pub const OF_COST: [Flag; 5] = [
    Flag::Gate(PassFail::WorseOff),
    Flag::Gate(PassFail::Unprofitable),
    Flag::Gate(PassFail::NothingShared),
    Flag::Shareholding,
    Flag::ExpectedLoss,
];
/// The gates and flags that hang on the shares of a risk.
pub const OF_RISK: [Flag; 5] = [
    Flag::Gate(PassFail::Unprofitable),
    Flag::Gate(PassFail::NothingShared),
    Flag::OverExposed,
    Flag::OneSided,
    Flag::ExpectedLoss,
];

/// What other shares would raise, of these.
fn raised(relation: &Relation<'_>, evaluation: &Evaluation, of: &[Flag]) -> Vec<Flag> {
    let (mut gates, mut concerns) = (Vec::new(), Vec::new());
    let scores = &evaluation.scores;
    gates::all(relation, scores, &mut gates, &mut concerns);
    flags::raised(relation, scores, &gates, &mut concerns);
    let mut flags = flags_of(&concerns);
    flags.retain(|flag| of.contains(flag));
    flags
}

/// The even split of the gain, and whether a negative share was scaled away; none without a gain.
fn equal_gain(relation: &Relation<'_>) -> Option<(PartyShares, bool)> {
    let joint = relation.joint_cost()?;
    let alone: Option<Vec<f64>> = (0..relation.parties())
        .map(|party| relation.stand_alone_cost(party))
        .collect();
    let alone = alone?;
    let gain = alone.iter().sum::<f64>() - joint;
    if gain <= SLACK * joint {
        return None;
    }
    let each = gain / alone.len() as f64;
    let shares: Vec<f64> = alone.iter().map(|cost| (cost - each) / joint).collect();
    if shares.iter().all(|&share| share >= -SLACK) {
        return Some((shares.iter().map(|share| share.max(0.0)).collect(), false));
    }
    let positive: Vec<f64> = shares.iter().map(|share| share.max(0.0)).collect();
    let sum: f64 = positive.iter().sum();
    Some((positive.iter().map(|share| share / sum).collect(), true))
}

fn risk_terms(relation: &Relation<'_>, evaluation: &Evaluation, risk: &Risk) -> RiskTerms {
    let division = relation.risk_division(risk);
    let share = |party| relation.risk_share(division?, risk, party);
    let least = least_premium(relation, risk);
    RiskTerms {
        proposed: (0..relation.parties()).map(share).collect(),
        least_premium: least.map(|shares| Computed {
            raises: raised(
                &relation.with_risk(risk.name, &shares),
                evaluation,
                &OF_RISK,
            ),
            shares,
        }),
    }
}

fn least_premium(relation: &Relation<'_>, risk: &Risk) -> Option<PartyShares> {
    let parties = || 0..relation.parties();
    if parties().any(|party| relation.withholds(party, "risk_control")) {
        return None;
    }
    let capacities: Option<Vec<f64>> = parties().map(|p| relation.risk_capacity(p)).collect();
    let left = |party| 1.0 - relation.risk_control(party, risk).unwrap_or(0.0);
    let controls_all = parties().any(|party| left(party) <= 0.0);
    let capacities = capacities?;
    let weight = |party: usize| match (controls_all, left(party) <= 0.0) {
        (true, is_full) => f64::from(is_full),
        (false, _) => capacities[party] / left(party).powi(2),
    };
    let weights: Vec<f64> = parties().map(weight).collect();
    let sum: f64 = weights.iter().sum();
    (sum > 0.0).then(|| weights.iter().map(|weight| weight / sum).collect())
}

/// The zone of agreement with a single member: the shares with which neither pays more than alone, nor more than it
/// gets after the loss that it must expect. For the organization a bound on its own share is one from below.
fn zone(relation: &Relation<'_>) -> Option<Zone> {
    if relation.members.len() != 1 {
        return None;
    }
    let cost = relation.joint_cost()?;
    let has_risks = !relation.deal.risks.is_empty();
    if states_stake_alone(relation) {
        let (ours, theirs) = (relation.stand_alone_cost(0)?, relation.stand_alone_cost(1)?);
        let (low, high) = (1.0 - ours / cost, theirs / cost);
        let loss = |party: usize| -> f64 {
            let risks = relation.deal.risks.iter();
            risks.map(|risk| relation.left_of(risk, party, 1.0)).sum()
        };
        let mut left_out = Vec::new();
        let loses = match relation.joint_benefit() {
            Some(benefit) => (0..2).any(|party| {
                let slack = SLACK * benefit.abs().max(cost.abs());
                benefit - cost < loss(party) - slack
            }),
            None => {
                left_out.push("benefit");
                false
            }
        };
        return Some(Zone {
            low: low.clamp(0.0, 1.0),
            high: high.clamp(0.0, 1.0),
            is_empty: loses || turns_round(low, high),
            left_out,
        });
    }
    let mut left_out: Vec<&'static str> = Vec::new();
    let mut bound = |party: usize| -> Option<f64> {
        let alone = relation.stand_alone_cost(party).map(|alone| alone / cost);
        if alone.is_none() {
            left_out.push("stand_alone_cost");
        }
        let benefit = relation.benefit_part(party);
        let loss = match has_risks {
            true => relation.loss_after_control(party, 1.0),
            false => Some(0.0),
        };
        if benefit.is_none() {
            left_out.push("benefit");
        } else if loss.is_none() {
            left_out.push("risk");
        }
        let profit = benefit
            .zip(loss)
            .map(|(benefit, loss)| (benefit - loss) / cost);
        [alone, profit].into_iter().flatten().reduce(f64::min)
    };
    let (ours, theirs) = (bound(0), bound(1));
    left_out.sort_by_key(|bound| BOUNDS.iter().position(|known| known == bound));
    left_out.dedup();
    let (low, high) = (1.0 - ours?, theirs?);
    Some(Zone {
        low: low.clamp(0.0, 1.0),
        high: high.clamp(0.0, 1.0),
        is_empty: turns_round(low, high),
        left_out,
    })
}

/// Whether no share from 0 to 1 lies between two bounds.
fn turns_round(low: f64, high: f64) -> bool {
    low.max(0.0) > high.min(1.0) + SLACK
}

/// The bounds of a zone, in the order in which they are named.
const BOUNDS: [&str; 3] = ["stand_alone_cost", "benefit", "risk"];

/// Whether the member's stake is all that is said of shares; the organization may state its own.
fn states_stake_alone(relation: &Relation<'_>) -> bool {
    let [member] = relation.members else {
        return false;
    };
    let (own, theirs) = (&relation.deal.organization.lines, &member.lines);
    let others = ["cost_share", "benefit_share", "risk_share", "risk_shares"];
    let mut others = others.into_iter();
    theirs.get("stake").is_some()
        && others.all(|key| own.get(key).is_none() && theirs.get(key).is_none())
}

/// The parties of the relation that a stated coalition is made of; `None` if it has others.
fn parties_of(relation: &Relation<'_>, members: &[String]) -> Option<Vec<usize>> {
    let place = |name: &String| {
        let mut parties = 0..relation.parties();
        parties.find(|party| relation.party_name(*party) == name)
    };
    members.iter().map(place).collect()
}

fn blocking(relation: &Relation<'_>, division: &'static str, shares: &[f64]) -> Vec<Blocked> {
    let Some(cost) = relation.joint_cost() else {
        return Vec::new();
    };
    let coalitions = relation.deal.coalitions.iter().enumerate();
    let blocked = coalitions.filter_map(|(coalition, stated)| {
        let parties = parties_of(relation, &stated.members)?;
        let pays = cost * parties.iter().map(|&party| shares[party]).sum::<f64>();
        let is_proper = parties.len() < relation.parties();
        (is_proper && pays > stated.cost * (1.0 + SLACK)).then_some(Blocked {
            division,
            coalition,
            pays,
            alone: stated.cost,
        })
    });
    blocked.collect()
}

/// Above this many parties there are too many coalitions for anybody to state.
const MOST_PARTIES: usize = 8;

fn shapley(relation: &Relation<'_>) -> Option<PartyShares> {
    let parties = relation.parties();
    let joint = relation.joint_cost()?;
    if parties > MOST_PARTIES {
        return None;
    }
    let all = (1usize << parties) - 1;
    let mut costs: Vec<Option<f64>> = vec![None; all + 1];
    costs[0] = Some(0.0);
    for coalition in &relation.deal.coalitions {
        if let Some(parties) = parties_of(relation, &coalition.members) {
            let set: usize = parties.iter().map(|party| 1 << party).sum();
            costs[set] = Some(coalition.cost);
        }
    }
    for party in 0..parties {
        costs[1 << party] = relation.stand_alone_cost(party);
    }
    costs[all] = Some(joint);
    let costs: Vec<f64> = costs.into_iter().collect::<Option<_>>()?;
    let factorial = |n: usize| (1..=n).map(|k| k as f64).product::<f64>();
    let share = |party: usize| {
        let without = (0..=all).filter(|set| set & (1 << party) == 0);
        let added = without.map(|set| {
            let size = set.count_ones() as usize;
            let weight = factorial(size) * factorial(parties - size - 1) / factorial(parties);
            weight * (costs[set | (1 << party)] - costs[set])
        });
        added.sum::<f64>() / joint
    };
    Some((0..parties).map(share).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::testing;

    fn terms(relationship: &str, header: &str, candidate: &str) -> Terms {
        let deal = testing::deal(relationship, header, candidate);
        let members = [&deal.candidates[0]];
        let evaluation = Evaluation::of(&deal, &members);
        Terms::of(&Relation::new(&deal, &members), &evaluation)
    }

    fn close(found: &[f64], exact: &[f64]) {
        assert_eq!(found.len(), exact.len());
        let mut pairs = found.iter().zip(exact);
        assert!(
            pairs.all(|(a, b)| (a - b).abs() < 1e-12),
            "{found:?} {exact:?}"
        );
    }

    fn two_towns(alone: (f64, f64), joint: f64) -> Terms {
        let header = format!(
            "deal.cost = {joint}\norganization.name = 'A'\norganization.stand_alone_cost = {}\n",
            alone.0
        );
        terms(
            "network",
            &header,
            &format!("stand_alone_cost = {}\nstake = 0.5\n", alone.1),
        )
    }

    /// Young's two towns: 11 and 7 alone, 15 together; equal savings charge 9.5 and 5.5.
    #[test]
    fn the_gain_is_split_evenly() {
        let terms = two_towns((11.0, 7.0), 15.0);
        close(
            &terms.equal_gain.expect("a gain").shares,
            &[9.5 / 15.0, 5.5 / 15.0],
        );
        assert_eq!(terms.cost, Some(vec![0.5, 0.5]));
        // For two parties it is the Shapley value.
        close(
            &terms.shapley.expect("two parties"),
            &[9.5 / 15.0, 5.5 / 15.0],
        );
        assert_eq!(
            two_towns((8.0, 7.0), 15.0).equal_gain,
            None,
            "nothing gained"
        );
    }

    #[test]
    fn nobody_is_paid_to_join() {
        // Gain 8: 4 each; B would pay 2 - 4 < 0.
        let terms = two_towns((16.0, 2.0), 10.0);
        assert_eq!(terms.equal_gain.expect("a gain").shares, [1.0, 0.0]);
        assert!(terms.is_scaled);
    }

    /// Their stake s: they pay 15 s <= 7, we 15 (1 - s) <= 11, so s from 4/15 to 7/15.
    #[test]
    fn both_sides_agree_where_none_pays_more_than_alone() {
        let terms = two_towns((11.0, 7.0), 15.0);
        assert_eq!(terms.zone_of, ZoneOf::Stake);
        let zone = terms.zone.expect("both bounds");
        close(&[zone.low, zone.high], &[4.0 / 15.0, 7.0 / 15.0]);
        assert_eq!((zone.is_empty, zone.left_out), (false, vec!["benefit"]));
        assert!(
            two_towns((7.0, 7.0), 15.0)
                .zone
                .expect("both bounds")
                .is_empty
        );
    }

    /// Capacities 100 and 50, our control 0, theirs 5 of 10: 100 / 1 against 50 / 0.25, so one to two.
    #[test]
    fn the_least_premium_follows_capacity_and_control() {
        let header = "organization.name = 'A'\norganization.risk_capacity = 100\n\
                      risks.delay = { probability = 0.5, impact = 10 }\n";
        let of = |candidate: &str| {
            let terms = terms("network", header, candidate);
            terms.risks[0]
                .least_premium
                .clone()
                .map(|least| least.shares)
        };
        let theirs = "risk_capacity = 50\nrisk_control.delay = 5\n";
        close(
            &of(theirs).expect("both capacities"),
            &[1.0 / 3.0, 2.0 / 3.0],
        );
        let full = "risk_capacity = 50\nrisk_control.delay = 10\n";
        close(&of(full).expect("both capacities"), &[0.0, 1.0]);
        assert_eq!(of("risk_control.delay = 5\n"), None, "no capacity");
    }
}
