//! The criteria that the program knows: when each is asked, how it is computed, where the formula
//! comes from.

use super::dimension::Dimension;

/// A criterion that the program knows, as against the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the registry below documents each")]
pub enum Builtin {
    Goals,
    Culture,
    Rivalry,
    Standards,
    Trust,
    Communication,
    Governance,
    Coordination,
    Transparency,
    Capabilities,
    Reciprocity,
    Reach,
    Allocation,
    Capacity,
    RiskTerms,
    Dependence,
    Resilience,
    Savings,
    Equity,
    Resources,
    Horizon,
    TrackRecord,
    PriorTies,
    ExecutiveSponsor,
    Participation,
}

use Builtin::*;

/// What makes a deal ask a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Every deal asks it.
    Always,
    /// The relationship type asks it.
    Type(super::Relationship),
    /// A network or a supply-chain partnership asks it.
    ContinuingSupply,
    /// The header states the facts that the formula compares with.
    Header,
    /// Only where `[criteria.ID]` is present.
    OnRequest,
}

/// How to answer it: which candidate facts the formula uses, or that it can only be rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Rated by hand.
    Rated,
    /// Computed from these keys of the candidate; rated where one lacks.
    Facts(&'static [&'static str]),
}

/// What the registry says of a criterion.
#[derive(Clone, Copy, Debug)]
pub struct CriterionDoc {
    /// Which one it is.
    pub builtin: Builtin,
    /// The stable id, as files and machine output spell it.
    pub id: &'static str,
    /// The name in running text.
    pub title: &'static str,
    /// The dimension it belongs to.
    pub dimension: Dimension,
    /// What makes a deal ask it.
    pub asked: Asked,
    /// The same in words.
    pub asked_when: &'static str,
    /// How it is answered.
    pub answer: Answer,
    /// What a reviewer rates from 0 to 10, or what the formula measures.
    pub question: &'static str,
    /// The formula in words, its result from 0 to 1.
    pub formula: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

const RATED: &str = "mean over members of rating / 10";
const JUDGED: &str = "judgement of the reviewers; name them and their evidence in the rating";

/// Every criterion the program knows, in the order in which reports list them.
pub const REGISTRY: [CriterionDoc; 25] = [
    CriterionDoc {
        builtin: Goals,
        id: "goals",
        title: "goals",
        dimension: Dimension::Compatibility,
        asked: Asked::Header,
        asked_when: "the organization states `goals`",
        answer: Answer::Facts(&["goals"]),
        question: "how much of what each party strives for is the same",
        formula: "priorities a and b, each divided by its sum: sum over goals of min(a, b); mean over \
                  all pairs of parties",
        source: "proportional similarity of two profiles (Renkonen 1938)",
    },
    CriterionDoc {
        builtin: Culture,
        id: "culture",
        title: "culture",
        dimension: Dimension::Compatibility,
        asked: Asked::Header,
        asked_when: "the organization states `culture`",
        answer: Answer::Facts(&["culture"]),
        question: "how alike the parties work: clan, adhocracy, market, hierarchy",
        formula: "OCAI profiles p and q, each divided by its sum: 1 - 1/2 sum |p - q|; mean over all \
                  pairs of parties",
        source: "Organizational Culture Assessment Instrument (Cameron & Quinn)",
    },
    CriterionDoc {
        builtin: Rivalry,
        id: "rivalry",
        title: "rivalry",
        dimension: Dimension::Compatibility,
        asked: Asked::Header,
        asked_when: "the organization states `sales`; in a consortium, where rivals are expected, only \
                     if `deal.rated` names it",
        answer: Answer::Facts(&["sales"]),
        question: "how little they compete with us (10: not at all; 0: in all we sell)",
        formula: "competing sales by market, ours x and theirs y: 1 - sum of min(x, y) / sum of x; mean \
                  over members; an empty map means none",
        source: "share of our sales that meets theirs; a judgement that rivalry strains a relation",
    },
    CriterionDoc {
        builtin: Standards,
        id: "standards",
        title: "standards",
        dimension: Dimension::Compatibility,
        asked: Asked::Header,
        asked_when: "[standards] lists some",
        answer: Answer::Facts(&["standards"]),
        question: "how many of the listed standards they meet",
        formula: "weight of the standards a member meets / weight of all; mean over members",
        source: "weighted checklist",
    },
    CriterionDoc {
        builtin: Trust,
        id: "trust",
        title: "trust",
        dimension: Dimension::Compatibility,
        asked: Asked::Always,
        asked_when: "always",
        answer: Answer::Rated,
        question: "how far we can rely on their word (10: proven under strain; 0: broken before)",
        formula: RATED,
        source: JUDGED,
    },
    CriterionDoc {
        builtin: Communication,
        id: "communication",
        title: "communication",
        dimension: Dimension::Compatibility,
        asked: Asked::Type(super::Relationship::StrategicAlliance),
        asked_when: "the relationship is a strategic alliance",
        answer: Answer::Rated,
        question: "how openly and how fast they tell us what we must know",
        formula: RATED,
        source: JUDGED,
    },
    CriterionDoc {
        builtin: Governance,
        id: "governance",
        title: "governance",
        dimension: Dimension::Compatibility,
        asked: Asked::Type(super::Relationship::JointVenture),
        asked_when: "the relationship is a joint venture",
        answer: Answer::Rated,
        question: "how well control, decisions and exit are agreed",
        formula: RATED,
        source: JUDGED,
    },
    CriterionDoc {
        builtin: Coordination,
        id: "coordination",
        title: "coordination",
        dimension: Dimension::Compatibility,
        asked: Asked::Type(super::Relationship::Network),
        asked_when: "the relationship is a network",
        answer: Answer::Rated,
        question: "how well they fit into the common planning",
        formula: RATED,
        source: JUDGED,
    },
    CriterionDoc {
        builtin: Transparency,
        id: "transparency",
        title: "transparency",
        dimension: Dimension::Compatibility,
        asked: Asked::Type(super::Relationship::SupplyChainPartnership),
        asked_when: "the relationship is a supply-chain partnership",
        answer: Answer::Rated,
        question: "how far they open cost, stock and quality data to us",
        formula: RATED,
        source: JUDGED,
    },
    CriterionDoc {
        builtin: Capabilities,
        id: "capabilities",
        title: "capabilities",
        dimension: Dimension::Complementarity,
        asked: Asked::Header,
        asked_when: "[needs] lists some; not applicable where no need of positive weight has a gap",
        answer: Answer::Facts(&["capabilities"]),
        question: "how much of what we lack they bring",
        formula: "need R, own O, gap g = max(0, R - O); a level is filled by the best member up to g, an \
                  amount by the sum of the members up to g; with u = weight x g / R: sum of u x fill / g \
                  over sum of u; for the high end, needs not stated count as filled",
        source: "gap analysis; knowledge does not add up, capacity does",
    },
    CriterionDoc {
        builtin: Reciprocity,
        id: "reciprocity",
        title: "reciprocity",
        dimension: Dimension::Complementarity,
        asked: Asked::OnRequest,
        asked_when: "[criteria.reciprocity] is present",
        answer: Answer::Facts(&["needs"]),
        question: "how much of what they need comes from us and the other members",
        formula: "for each member, over its needs: sum of weight x fill / R over sum of weight, the fill \
                  coming from the rest of the parties; mean over members",
        source: "gap analysis from the partner's side",
    },
    CriterionDoc {
        builtin: Reach,
        id: "reach",
        title: "reach",
        dimension: Dimension::Complementarity,
        asked: Asked::Header,
        asked_when: "[target_markets] lists some; not applicable where we serve all of them",
        answer: Answer::Facts(&["markets"]),
        question: "how many of the target markets that we do not serve they open",
        formula: "of the target markets the organization does not serve: weight of those that any member \
                  serves / weight of all; for the high end, markets not stated count as served",
        source: "weighted coverage",
    },
    CriterionDoc {
        builtin: Allocation,
        id: "allocation",
        title: "risk allocation",
        dimension: Dimension::RiskSharing,
        asked: Asked::Header,
        asked_when: "[risks] lists some and the organization states `risk_capacity`; not applicable \
                     where it fully controls every risk itself",
        answer: Answer::Facts(&["risk_share", "risk_capacity", "risk_control"]),
        question: "how much better off we are with the risks divided than alone",
        formula: "exposure = share x (1 - control); premium in proportion to exposure^2 / capacity; relief \
                  = 1 - premiums of all / premium of the organization alone; against 1 - 1/n, what n \
                  equal parties reach; mean over risks weighted by expected loss x (1 - own control)^2; \
                  for the high end, controls not stated count as full",
        source: "Borch 1962, Econometrica 30:424-444; Wilson 1968, Econometrica 36:119-132",
    },
    CriterionDoc {
        builtin: Capacity,
        id: "capacity",
        title: "risk capacity",
        dimension: Dimension::RiskSharing,
        asked: Asked::Header,
        asked_when: "[risks] lists some and the organization states `risk_capacity`",
        answer: Answer::Facts(&["risk_share", "risk_capacity"]),
        question: "whether each party can bear its part if everything happens",
        formula: "the least over parties of min(1, capacity / sum of share x impact); nothing at stake \
                  counts 1",
        source: "stress loss against risk-bearing capacity",
    },
    CriterionDoc {
        builtin: RiskTerms,
        id: "risk_terms",
        title: "risk terms",
        dimension: Dimension::RiskSharing,
        asked: Asked::Header,
        asked_when: "[risks] lists none",
        answer: Answer::Rated,
        question: "how clearly and fairly the proposed agreement divides the risks",
        formula: RATED,
        source: JUDGED,
    },
    CriterionDoc {
        builtin: Dependence,
        id: "dependence",
        title: "dependence",
        dimension: Dimension::RiskSharing,
        asked: Asked::ContinuingSupply,
        asked_when: "the relationship is a network or a supply-chain partnership",
        answer: Answer::Facts(&["our_dependence", "their_dependence"]),
        question: "how little we would depend on them more than they on us",
        formula: "1 - max(0, our dependence - their dependence); mean over members",
        source: "Emerson 1962, American Sociological Review 27:31-41",
    },
    CriterionDoc {
        builtin: Resilience,
        id: "resilience",
        title: "resilience",
        dimension: Dimension::RiskSharing,
        asked: Asked::Always,
        asked_when: "always",
        answer: Answer::Rated,
        question: "how well they would get through a shock (finances, second sources, plans)",
        formula: RATED,
        source: JUDGED,
    },
    CriterionDoc {
        builtin: Savings,
        id: "savings",
        title: "savings",
        dimension: Dimension::CostSharing,
        asked: Asked::Header,
        asked_when: "deal.cost and the organization's `stand_alone_cost` are given",
        answer: Answer::Facts(&["stand_alone_cost", "cost_share"]),
        question: "how much each party saves against doing it alone",
        formula: "part x = cost share x joint cost, stand-alone cost c: (1 - x / c) / target saving, \
                  within 0 and 1; the least over parties",
        source: "individual rationality in cost sharing (Young 1985, IJGT 14:65-72); the target saving \
                 is a judgement",
    },
    CriterionDoc {
        builtin: Equity,
        id: "equity",
        title: "equity",
        dimension: Dimension::CostSharing,
        asked: Asked::Header,
        asked_when: "deal.cost and deal.benefit are given",
        answer: Answer::Facts(&["cost_share", "benefit_share"]),
        question: "whether each party's part of the benefit matches its part of the cost",
        formula: "the least over parties of min(1, benefit share / cost share); no cost counts 1",
        source: "Adams 1965, Advances in Experimental Social Psychology 2:267-299",
    },
    CriterionDoc {
        builtin: Resources,
        id: "resources",
        title: "resources",
        dimension: Dimension::Commitment,
        asked: Asked::Header,
        asked_when: "[resources] lists some; not applicable where the organization pledges all of them",
        answer: Answer::Facts(&["pledges"]),
        question: "how much of what the deal still needs they pledge",
        formula: "gap = max(0, required - own pledge), u = weight x gap / required: sum of u x min(1, \
                  pledged / gap) over sum of u; for the high end, resources not stated count as filled",
        source: "weighted coverage",
    },
    CriterionDoc {
        builtin: Horizon,
        id: "horizon",
        title: "horizon",
        dimension: Dimension::Commitment,
        asked: Asked::Header,
        asked_when: "deal.horizon_years is given",
        answer: Answer::Facts(&["horizon_years"]),
        question: "whether they stay as long as the deal lasts",
        formula: "min(1, their years / the deal's years); mean over members",
        source: "ratio of the two horizons",
    },
    CriterionDoc {
        builtin: TrackRecord,
        id: "track_record",
        title: "track record",
        dimension: Dimension::Commitment,
        asked: Asked::Always,
        asked_when: "always",
        answer: Answer::Facts(&["track_record"]),
        question: "how many of their promises they kept, and how much that proves",
        formula: "Wilson score interval at z = 1.645 on kept of total; value and low = its lower end, \
                  high = its upper end; mean over members",
        source: "Wilson 1927, JASA 22:209-212; Newcombe 1998, Stat. Med. 17:857-872",
    },
    CriterionDoc {
        builtin: PriorTies,
        id: "prior_ties",
        title: "prior ties",
        dimension: Dimension::Commitment,
        asked: Asked::OnRequest,
        asked_when: "[criteria.prior_ties] is present (not by default: it favours the incumbent)",
        answer: Answer::Facts(&["joint_projects"]),
        question: "how often we worked together before",
        formula: "k joint projects: k / (k + 1); mean over members",
        source: "repeated ties build trust (Gulati 1995, AMJ 38:85-112); the curve is a judgement",
    },
    CriterionDoc {
        builtin: ExecutiveSponsor,
        id: "executive_sponsor",
        title: "executive sponsor",
        dimension: Dimension::Commitment,
        asked: Asked::Always,
        asked_when: "always",
        answer: Answer::Rated,
        question: "how firmly somebody at their top stands behind it (10: named, with a budget)",
        formula: RATED,
        source: JUDGED,
    },
    CriterionDoc {
        builtin: Participation,
        id: "participation",
        title: "participation",
        dimension: Dimension::Commitment,
        asked: Asked::Type(super::Relationship::Consortium),
        asked_when: "the relationship is a consortium",
        answer: Answer::Rated,
        question: "how actively they would take part in the common work",
        formula: RATED,
        source: JUDGED,
    },
];

impl Builtin {
    /// What the registry says of it.
    pub const fn doc(self) -> &'static CriterionDoc {
        &REGISTRY[self as usize]
    }

    /// The stable id.
    pub const fn id(self) -> &'static str {
        self.doc().id
    }

    /// The criterion of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        REGISTRY
            .iter()
            .find(|doc| doc.id == id)
            .map(|doc| doc.builtin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_stands_at_the_place_of_its_criterion() {
        for (place, doc) in REGISTRY.iter().enumerate() {
            assert_eq!(doc.builtin as usize, place, "{}", doc.id);
            assert_eq!(Builtin::from_id(doc.id), Some(doc.builtin));
        }
    }

    #[test]
    fn entries_stand_in_the_order_of_their_dimensions() {
        assert!(REGISTRY.is_sorted_by_key(|doc| doc.dimension));
    }

    #[test]
    fn every_fact_is_a_key_of_a_candidate() {
        for doc in REGISTRY {
            if let Answer::Facts(keys) = doc.answer {
                for key in keys {
                    assert!(crate::model::keys::CANDIDATE.key(key).is_some(), "{key}");
                }
            }
        }
    }
}
