//! The criteria that the program knows, a record each: when it is asked, which facts feed it, how its working is
//! said, where the formula comes from. The formula itself stands in `criteria`, in the file of the dimension.

use super::dimension::Dimension;
use super::relationship::Relationship;
use super::table::table;

/// Which relationship types ask a criterion by themselves, where the header states its facts. `[criteria.ID]` with a
/// weight asks any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedWhen {
    /// All of them.
    Always,
    /// These.
    Types(&'static [Relationship]),
    /// All but this one.
    ExceptIn(Relationship),
    /// None.
    OnRequest,
}

/// What the header of a deal states, or not, and so asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "they are called as the keys of the file are")]
pub enum HeaderFact {
    Goals,
    Culture,
    /// Of more than 0 in all.
    Sales,
    /// Of more than 0 in all.
    Standards,
    /// One of positive weight at least.
    Needs,
    /// A need of knowledge, of positive weight, of which the organization has some.
    OwnLevels,
    /// Of more than 0 in all.
    TargetMarkets,
    Risks,
    NoRisks,
    RiskCapacity,
    StandAloneCost,
    Cost,
    Benefit,
    /// One of positive weight at least.
    Resources,
    HorizonYears,
}

/// The facts that a formula uses, and how its working is said. A criterion without a formula has none and is rated
/// by hand; the others are rated where a fact lacks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inputs {
    /// The keys of a candidate that it needs.
    pub keys: &'static [&'static str],
    /// The keys of the header that move it; a stake moves what the shares for which it stands do.
    pub header: &'static [&'static str],
    /// Further keys of a candidate that move it.
    pub also: &'static [&'static str],
    /// Keys that a questionnaire asks beside those that it needs.
    pub optional: &'static [&'static str],
    /// The sentences of its working, a number for each `{}`; none where the working is a list.
    pub working: &'static [&'static str],
}

/// The inputs of a formula: keys of a candidate, and of the header.
const fn from(keys: &'static [&'static str], header: &'static [&'static str]) -> Inputs {
    Inputs {
        keys,
        header,
        also: &[],
        optional: &[],
        working: &[],
    }
}

impl Inputs {
    /// Whether there is nothing to compute from.
    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.header.is_empty()
    }

    const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    const fn optional(self, optional: &'static [&'static str]) -> Self {
        Self { optional, ..self }
    }

    const fn said(self, working: &'static [&'static str]) -> Self {
        Self { working, ..self }
    }
}

/// Rated by hand.
const BY_HAND: Inputs = from(&[], &[]);

/// The shares for which the stake stands where they are not given.
pub const SHARES: [&str; 3] = ["cost_share", "benefit_share", "risk_share"];

/// The keys of the header that say who bears which risk.
const RISK_HEADER: &[&str] = &[
    "risks",
    "organization.risk_capacity",
    "organization.risk_control",
    "organization.risk_share",
];

const RATED: &str = "mean over members of rating / 10";
const JUDGED: &str = "judgement of the reviewers; name them and their evidence in the rating";

table! {
    /// A criterion that the program knows, as against the user's own; in the order in which reports list them.
    pub enum Builtin: ALL {
        /// What a reviewer rates from 0 to 10, or what the formula measures.
        question: &'static str,
        /// The stable id, as files and machine output spell it.
        id: &'static str,
        /// The name in running text.
        title: &'static str,
        /// The dimension it belongs to.
        dimension: Dimension,
        /// Which types ask it.
        asked: AskedWhen,
        /// What the header must state for it to be computed, or asked by type.
        facts: &'static [HeaderFact],
        /// The same in words.
        asked_when: &'static str,
        /// From what it is computed.
        inputs: Inputs,
        /// The formula in words, its result from 0 to 1.
        formula: &'static str,
        /// Where it comes from.
        source: &'static str,
    }

    Goals {
        question: "how much of what each party strives for is the same",
        id: "goals",
        title: "goals",
        dimension: Dimension::Compatibility,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::Goals],
        asked_when: "the organization states `goals`",
        inputs: from(&["goals"], &["organization.goals"]),
        formula: "priorities a and b, each divided by its sum: sum over goals of min(a, b); mean over \
                  all pairs of parties",
        source: "proportional similarity of two profiles (Renkonen 1938)",
    }
    Culture {
        question: "how alike the parties work: clan, adhocracy, market, hierarchy",
        id: "culture",
        title: "culture",
        dimension: Dimension::Compatibility,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::Culture],
        asked_when: "the organization states `culture`",
        inputs: from(&["culture"], &["organization.culture"]),
        formula: "OCAI profiles p and q, each divided by its sum: 1 - 1/2 sum |p - q|; mean over all \
                  pairs of parties",
        source: "Organizational Culture Assessment Instrument (Cameron & Quinn)",
    }
    Rivalry {
        question: "how little they compete with us (10: not at all; 0: in all we sell)",
        id: "rivalry",
        title: "rivalry",
        dimension: Dimension::Compatibility,
        asked: AskedWhen::ExceptIn(Relationship::Consortium),
        facts: &[HeaderFact::Sales],
        asked_when: "the organization states `sales`; in a consortium, where rivals are expected, only on \
                     request ([criteria.rivalry] with a weight, or deal.rated)",
        inputs: from(&["sales"], &["organization.sales"])
            .said(&["1 - {} of our {} sales meet theirs = {}"]),
        formula: "competing sales by market, ours x and theirs y: 1 - sum of min(x, y) / sum of x; mean \
                  over members; an empty map means none",
        source: "share of our sales that meets theirs; a judgement that rivalry strains a relation",
    }
    Standards {
        question: "how many of the listed standards they meet",
        id: "standards",
        title: "standards",
        dimension: Dimension::Compatibility,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::Standards],
        asked_when: "[standards] lists some",
        inputs: from(&["standards"], &["standards"]).said(&["meets weight {} of {}"]),
        formula: "weight of the standards a member meets / weight of all; mean over members",
        source: "weighted checklist",
    }
    CommonGround {
        question: "how much of what we know they know too, so that more can pass between us",
        id: "common_ground",
        title: "common ground",
        dimension: Dimension::Compatibility,
        asked: AskedWhen::Types(&[Relationship::Consortium]),
        facts: &[HeaderFact::OwnLevels],
        asked_when: "in a consortium, where the organization has some of a need of knowledge; elsewhere on request: \
                     [criteria.common_ground] with a weight",
        inputs: from(&["capabilities"], &["needs", "organization.capabilities"])
            .said(&["{} of {}, in levels by weight, of what we know"]),
        formula: "over the needs of knowledge of which the organization has O > 0, with the member's level L and the \
                  need's weight w: sum of w x min(L, O) / sum of w x O; a level not stated counts 0; mean over members",
        source: "knowledge passes only where there is related knowledge before (Cohen & Levinthal 1990, ASQ \
                 35:128-152; Lane & Lubatkin 1998, SMJ 19:461-477); the measure is a judgement",
    }
    Trust {
        question: "how far we can rely on their word (10: proven under strain; 0: broken before)",
        id: "trust",
        title: "trust",
        dimension: Dimension::Compatibility,
        asked: AskedWhen::Always,
        facts: &[],
        asked_when: "always",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    Communication {
        question: "how openly and how fast they tell us what we must know",
        id: "communication",
        title: "communication",
        dimension: Dimension::Compatibility,
        asked: AskedWhen::Types(&[Relationship::StrategicAlliance]),
        facts: &[],
        asked_when: "the relationship is a strategic alliance",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    Governance {
        question: "how well control, decisions and exit are agreed",
        id: "governance",
        title: "governance",
        dimension: Dimension::Compatibility,
        asked: AskedWhen::Types(&[Relationship::JointVenture]),
        facts: &[],
        asked_when: "the relationship is a joint venture",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    Coordination {
        question: "how well they fit into the common planning",
        id: "coordination",
        title: "coordination",
        dimension: Dimension::Compatibility,
        asked: AskedWhen::Types(&[Relationship::Network]),
        facts: &[],
        asked_when: "the relationship is a network",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    Transparency {
        question: "how far they open cost, stock and quality data to us",
        id: "transparency",
        title: "transparency",
        dimension: Dimension::Compatibility,
        asked: AskedWhen::Types(&[Relationship::SupplyChainPartnership]),
        facts: &[],
        asked_when: "the relationship is a supply-chain partnership",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    CustomerBenefit {
        question: "what the customers of both sides would gain",
        id: "customer_benefit",
        title: "customer benefit",
        dimension: Dimension::Complementarity,
        asked: AskedWhen::OnRequest,
        facts: &[],
        asked_when: "on request: [criteria.customer_benefit] with a weight",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    Capabilities {
        question: "how much of what we lack they bring",
        id: "capabilities",
        title: "capabilities",
        dimension: Dimension::Complementarity,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::Needs],
        asked_when: "[needs] lists some; not applicable where no need of positive weight has a gap",
        inputs: from(&["capabilities"], &["needs", "organization.capabilities"]),
        formula: "need R, own O, gap g = max(0, R - O); a level is filled by the best member up to g, an \
                  amount by the sum of the members up to g; with u = weight x g / R: sum of u x fill / g \
                  over sum of u; for the high end, needs not stated count as filled",
        source: "gap analysis; knowledge does not add up, capacity does",
    }
    Reciprocity {
        question: "how much of what they need comes from us and the other members",
        id: "reciprocity",
        title: "reciprocity",
        dimension: Dimension::Complementarity,
        asked: AskedWhen::OnRequest,
        facts: &[],
        asked_when: "on request: [criteria.reciprocity] with a weight",
        inputs: from(&["needs"], &["needs", "organization.capabilities"]).also(&["capabilities"]),
        formula: "for each member, over its needs: sum of weight x fill / R over sum of weight, the fill \
                  coming from the rest of the parties; mean over members",
        source: "gap analysis from the partner's side",
    }
    Reach {
        question: "how many of the target markets that we do not serve they open",
        id: "reach",
        title: "reach",
        dimension: Dimension::Complementarity,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::TargetMarkets],
        asked_when: "[target_markets] lists some; not applicable where we serve all of them",
        inputs: from(&["markets"], &["target_markets", "organization.markets"]),
        formula: "of the target markets the organization does not serve: weight of those that any member \
                  serves / weight of all; for the high end, markets not stated count as served",
        source: "weighted coverage",
    }
    Allocation {
        question: "how much better off we are with the risks divided than alone",
        id: "allocation",
        title: "risk allocation",
        dimension: Dimension::RiskSharing,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::Risks, HeaderFact::RiskCapacity],
        asked_when: "[risks] lists some and the organization states `risk_capacity`; not applicable \
                     where it fully controls every risk itself",
        inputs: from(&["risk_share", "risk_capacity", "risk_control"], RISK_HEADER)
            .also(&["risk_shares"])
            .optional(&["risk_shares"]),
        formula: "exposure = share x (1 - control); premium in proportion to exposure^2 / capacity; relief \
                  = 1 - premiums of all / premium of the organization alone; against 1 - 1/n, what n \
                  equal parties reach; mean over risks weighted by expected loss x (1 - own control)^2; \
                  for the high end, controls not stated count as full",
        source: "Borch 1962, Econometrica 30:424-444; Wilson 1968, Econometrica 36:119-132",
    }
    Capacity {
        question: "whether each party can bear its part if everything happens",
        id: "capacity",
        title: "risk capacity",
        dimension: Dimension::RiskSharing,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::Risks, HeaderFact::RiskCapacity],
        asked_when: "[risks] lists some and the organization states `risk_capacity`",
        inputs: from(&["risk_share", "risk_capacity"], RISK_HEADER)
            .also(&["risk_shares"])
            .said(&[
                "least of capacity / loss if all happens, at most 1: ",
                "{} / {}",
                "1, nothing at stake",
            ]),
        formula: "the least over parties of min(1, capacity / sum of share x impact); nothing at stake \
                  counts 1",
        source: "stress loss against risk-bearing capacity",
    }
    RiskTerms {
        question: "how clearly and fairly the proposed agreement divides the risks",
        id: "risk_terms",
        title: "risk terms",
        dimension: Dimension::RiskSharing,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::NoRisks],
        asked_when: "[risks] lists none",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    Dependence {
        question: "how little we would depend on them more than they on us",
        id: "dependence",
        title: "dependence",
        dimension: Dimension::RiskSharing,
        asked: AskedWhen::Types(&[
            Relationship::Network,
            Relationship::SupplyChainPartnership,
        ]),
        facts: &[],
        asked_when: "the relationship is a network or a supply-chain partnership; elsewhere on request: \
                     [criteria.dependence] with a weight",
        inputs: from(&["our_dependence", "their_dependence"], &[]).said(&["1 - max(0, {} - {})"]),
        formula: "1 - max(0, our dependence - their dependence); mean over members",
        source: "Emerson 1962, American Sociological Review 27:31-41",
    }
    Resilience {
        question: "how well they would get through a shock (finances, second sources, plans)",
        id: "resilience",
        title: "resilience",
        dimension: Dimension::RiskSharing,
        asked: AskedWhen::Always,
        facts: &[],
        asked_when: "always",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    Flexibility {
        question: "how easily terms, size and exit can be changed",
        id: "flexibility",
        title: "flexibility",
        dimension: Dimension::RiskSharing,
        asked: AskedWhen::OnRequest,
        facts: &[],
        asked_when: "on request: [criteria.flexibility] with a weight",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    KnowledgeProtection {
        question: "how well each side's knowledge and rights stay its own",
        id: "knowledge_protection",
        title: "knowledge protection",
        dimension: Dimension::RiskSharing,
        asked: AskedWhen::OnRequest,
        facts: &[],
        asked_when: "on request: [criteria.knowledge_protection] with a weight",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    Savings {
        question: "how much each party saves against doing it alone",
        id: "savings",
        title: "savings",
        dimension: Dimension::CostSharing,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::Cost, HeaderFact::StandAloneCost],
        asked_when: "deal.cost and the organization's `stand_alone_cost` are given",
        inputs: from(
            &["stand_alone_cost", "cost_share"],
            &[
                "deal.cost",
                "deal.target_saving",
                "organization.stand_alone_cost",
                "organization.cost_share",
            ],
        )
            .also(&["extra_joint_cost"])
            .optional(&["extra_joint_cost"])
            .said(&[
                "least saving / the target {}, within 0 and 1: ",
                "1 if nobody pays more than alone, else 0: ",
                "1 - {} / {}",
                "nothing to pay",
                "pays {} and alone nothing",
            ]),
        formula: "part x = cost share x joint cost, stand-alone cost c: (1 - x / c) / target saving, \
                  within 0 and 1; the least over parties",
        source: "individual rationality in cost sharing (Young 1985, IJGT 14:65-72); the target saving \
                 is a judgement",
    }
    Equity {
        question: "whether each party's part of the benefit matches its part of the cost",
        id: "equity",
        title: "equity",
        dimension: Dimension::CostSharing,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::Cost, HeaderFact::Benefit],
        asked_when: "deal.cost and deal.benefit are given",
        inputs: from(
            &["cost_share", "benefit_share"],
            &[
                "deal.cost",
                "deal.benefit",
                "organization.cost_share",
                "organization.benefit_share",
            ],
        )
            .optional(&["extra_joint_cost"])
            .said(&[
                "least of benefit share / cost share, at most 1: ",
                "{} / {}",
                "1, no cost",
            ]),
        formula: "the least over parties of min(1, benefit share / cost share); no cost counts 1",
        source: "Adams 1965, Advances in Experimental Social Psychology 2:267-299",
    }
    Return {
        question: "what the whole brings beyond its cost",
        id: "return",
        title: "return",
        dimension: Dimension::CostSharing,
        asked: AskedWhen::OnRequest,
        facts: &[HeaderFact::Cost, HeaderFact::Benefit],
        asked_when: "on request: [criteria.return] with a weight; computed where deal.cost and deal.benefit are given",
        inputs: from(&[], &["deal.cost", "deal.benefit", "deal.target_return"])
            .also(&["extra_benefit", "extra_joint_cost"])
            .optional(&["extra_benefit", "extra_joint_cost"])
            .said(&["({} / {} - 1) / the target {}, within 0 and 1"]),
        formula: "joint benefit B, joint cost C: (B / C - 1) / target return, within 0 and 1",
        source: "return on investment; the target is a judgement",
    }
    Resources {
        question: "how much of what the deal still needs they pledge",
        id: "resources",
        title: "resources",
        dimension: Dimension::Commitment,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::Resources],
        asked_when: "[resources] lists some; not applicable where the organization pledges all of them",
        inputs: from(&["pledges"], &["resources", "organization.pledges"]),
        formula: "gap = max(0, required - own pledge), u = weight x gap / required: sum of u x min(1, \
                  pledged / gap) over sum of u; for the high end, resources not stated count as filled",
        source: "weighted coverage",
    }
    Horizon {
        question: "whether they stay as long as the deal lasts",
        id: "horizon",
        title: "horizon",
        dimension: Dimension::Commitment,
        asked: AskedWhen::Always,
        facts: &[HeaderFact::HorizonYears],
        asked_when: "deal.horizon_years is given",
        inputs: from(&["horizon_years"], &["deal.horizon_years"]).said(&["min(1, {} / {} years)"]),
        formula: "min(1, their years / the deal's years); mean over members",
        source: "ratio of the two horizons",
    }
    TrackRecord {
        question: "how many of their promises they kept, and how much that proves",
        id: "track_record",
        title: "track record",
        dimension: Dimension::Commitment,
        asked: AskedWhen::Always,
        facts: &[],
        asked_when: "always",
        inputs: from(&["track_record"], &[])
            .said(&["{} of {} kept; what that proves with 95% certainty counts (Wilson interval, lower end)"]),
        formula: "Wilson score interval at z = 1.645 on kept of total; value and low = its lower end, \
                  high = its upper end; mean over members",
        source: "Wilson 1927, JASA 22:209-212; Newcombe 1998, Stat. Med. 17:857-872",
    }
    PriorTies {
        question: "how often we worked together before",
        id: "prior_ties",
        title: "prior ties",
        dimension: Dimension::Commitment,
        asked: AskedWhen::OnRequest,
        facts: &[],
        asked_when: "on request: [criteria.prior_ties] with a weight (not by default: it favours the incumbent; it is \
                     the best single predictor of who is chosen, and none of who stays)",
        inputs: from(&["joint_projects"], &[]).said(&["{} / {}"]),
        formula: "k joint projects: k / (k + 1); mean over members",
        source: "repeated ties build trust (Gulati 1995, AMJ 38:85-112); the curve is a judgement",
    }
    ExecutiveSponsor {
        question: "how firmly somebody at their top stands behind it (10: named, with a budget)",
        id: "executive_sponsor",
        title: "executive sponsor",
        dimension: Dimension::Commitment,
        asked: AskedWhen::Always,
        facts: &[],
        asked_when: "always",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
    Participation {
        question: "how actively they would take part in the common work",
        id: "participation",
        title: "participation",
        dimension: Dimension::Commitment,
        asked: AskedWhen::Types(&[Relationship::Consortium]),
        facts: &[],
        asked_when: "the relationship is a consortium",
        inputs: BY_HAND,
        formula: RATED,
        source: JUDGED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::keys;

    #[test]
    fn entries_stand_in_the_order_of_their_dimensions() {
        assert!(Builtin::ALL.is_sorted_by_key(|builtin| builtin.dimension()));
    }

    #[test]
    fn every_fact_is_a_key_of_the_file() {
        for builtin in Builtin::ALL {
            let inputs = builtin.inputs();
            for key in [inputs.keys, inputs.also, inputs.optional].concat() {
                assert!(keys::CANDIDATE.key(key).is_some(), "{key}");
            }
            for path in inputs.header {
                let is_known = match path.split_once('.') {
                    None => keys::FILE.key(path).is_some(),
                    Some(("deal", key)) => keys::DEAL.key(key).is_some(),
                    Some((_, key)) => keys::ORGANIZATION.key(key).is_some(),
                };
                assert!(is_known, "{path}");
            }
        }
    }
}
