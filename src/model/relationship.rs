//! The five types of relationship: what each is for, what it turns on, what it suffers from.

use super::dimension::Dimension::{self, *};
use super::slack::SLACK;
use super::table::table;

table! {
    /// The type of the proposed relationship.
    pub enum Relationship: ALL {
        /// The name in running text.
        title: &'static str,
        /// The stable id, as files and machine output spell it.
        id: &'static str,
        /// The order of importance of the dimensions, most important first, ties together.
        order: &'static [&'static [Dimension]],
        /// The sentence that the order rests on.
        because: &'static str,
        /// The objectives that the type serves best.
        objectives: &'static [&'static str],
        /// The horizon that suits the type, in words.
        horizon: &'static str,
        /// What the type suffers from, and the flags that say so.
        drawback: &'static str,
        /// Whether coverage of the needs is the business of the whole set rather than of one member,
        /// so that a single candidate is not stopped by what another member may bring.
        is_many_sided: bool,
    }

    /// Independent organizations that pursue shared goals for the long term.
    StrategicAlliance {
        title: "strategic alliance",
        id: "strategic-alliance",
        order: &[
            &[Compatibility, Complementarity],
            &[CostSharing, Commitment],
            &[RiskSharing],
        ],
        because: "alliances turn on two major factors, compatibility and complementarity; sharing \
                  production and transport cost is a benefit; they are long-term and need heavy \
                  investment",
        objectives: &[
            "market-expansion",
            "technology-development",
            "product-innovation",
            "trade-barriers",
        ],
        horizon: "long: 3 years or more",
        drawback: "needs time and something to complement: `short-horizon` under 3 years, `no-gap` \
                   where nothing is missing",
        is_many_sided: false,
    }
    /// A new undertaking that several parties own.
    JointVenture {
        title: "joint venture",
        id: "joint-venture",
        order: &[
            &[RiskSharing],
            &[Compatibility, Complementarity, CostSharing, Commitment],
        ],
        because: "sharing risk is a major advantage of joint ventures; they pool resources and \
                  need aligned interests and agreed contributions",
        objectives: &[
            "specific-opportunity",
            "shared-investment",
            "new-technology",
            "new-market",
        ],
        horizon: "short beside an alliance: 7 years or less",
        drawback: "disputes on contribution and shareholding: `shareholding` where shares of cost \
                   and benefit are more than 0.10 apart, `long-horizon` over 7 years",
        is_many_sided: false,
    }
    /// Many organizations that pool what one alone cannot have.
    Network {
        title: "network",
        id: "network",
        order: &[
            &[Complementarity, CostSharing],
            &[Compatibility, RiskSharing, Commitment],
        ],
        because: "pooling what one party cannot meet alone; economies of scale",
        objectives: &[
            "revenue-growth",
            "resource-pooling",
            "economies-of-scale",
            "knowledge-sharing",
        ],
        horizon: "open",
        drawback: "one-sided reliance: `dependence` where ours exceeds theirs by more than 0.30",
        is_many_sided: true,
    }
    /// Organizations, rivals among them, that solve a problem of their whole field.
    Consortium {
        title: "consortium",
        id: "consortium",
        order: &[
            &[Commitment],
            &[Complementarity, CostSharing],
            &[Compatibility, RiskSharing],
        ],
        because: "consortia require active participation and contribution; they share knowledge \
                  and reduce cost",
        objectives: &[
            "industry-challenge",
            "industry-standards",
            "sector-innovation",
            "knowledge-sharing",
        ],
        horizon: "as long as the project",
        drawback: "too many members: `redundant` for one that adds no coverage, `large` above 16 \
                   parties",
        is_many_sided: true,
    }
    /// A buyer and a supplier that work as one chain.
    SupplyChainPartnership {
        title: "supply-chain partnership",
        id: "supply-chain-partnership",
        order: &[
            &[Compatibility, CostSharing],
            &[Complementarity, RiskSharing, Commitment],
        ],
        because: "strong relationships, transparency and aligned strategies; lower cost and more \
                  efficiency",
        objectives: &[
            "supply-efficiency",
            "cost-reduction",
            "customer-satisfaction",
            "responsiveness",
        ],
        horizon: "continuing",
        drawback: "one-sided reliance: `dependence` where ours exceeds theirs by more than 0.30",
        is_many_sided: false,
    }
}

/// An alliance shorter than this many years is short.
const SHORT_HORIZON: f64 = 3.0;
/// A joint venture longer than this many years is long.
const LONG_HORIZON: f64 = 7.0;

impl Relationship {
    /// Whether a horizon of that many years suits the type.
    pub fn suits(self, years: f64) -> bool {
        match self {
            Self::StrategicAlliance => years >= SHORT_HORIZON - SLACK,
            Self::JointVenture => years <= LONG_HORIZON + SLACK,
            Self::Network | Self::Consortium | Self::SupplyChainPartnership => true,
        }
    }

    /// Every objective that some type serves, each once, in the order of the types.
    pub fn all_objectives() -> Vec<&'static str> {
        let mut all: Vec<&str> = Vec::new();
        for objective in Self::ALL.iter().flat_map(|r| r.objectives()) {
            if !all.contains(objective) {
                all.push(objective);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_names_each_dimension_once() {
        for relationship in Relationship::ALL {
            let mut named: Vec<Dimension> = relationship.order().concat();
            named.sort();
            assert_eq!(named, Dimension::ALL, "{}", relationship.id());
        }
    }
}
