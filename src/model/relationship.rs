//! The five types of relationship: what each is for, what it turns on, what it suffers from.

use super::SLACK;
use super::dimension::Dimension::{self, *};

/// The type of the proposed relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relationship {
    /// Independent organizations that pursue shared goals for the long term.
    StrategicAlliance,
    /// A new undertaking that several parties own.
    JointVenture,
    /// Many organizations that pool what one alone cannot have.
    Network,
    /// Organizations, rivals among them, that solve a problem of their whole field.
    Consortium,
    /// A buyer and a supplier that work as one chain.
    SupplyChainPartnership,
}

use Relationship::*;

/// An alliance shorter than this many years is short.
const SHORT_HORIZON: f64 = 3.0;
/// A joint venture longer than this many years is long.
const LONG_HORIZON: f64 = 7.0;

impl Relationship {
    /// All five, in the order of the documentation.
    pub const ALL: [Relationship; 5] = [
        StrategicAlliance,
        JointVenture,
        Network,
        Consortium,
        SupplyChainPartnership,
    ];

    /// The stable id, as files and machine output spell it.
    pub const fn id(self) -> &'static str {
        match self {
            StrategicAlliance => "strategic-alliance",
            JointVenture => "joint-venture",
            Network => "network",
            Consortium => "consortium",
            SupplyChainPartnership => "supply-chain-partnership",
        }
    }

    /// The name in running text.
    pub const fn title(self) -> &'static str {
        match self {
            StrategicAlliance => "strategic alliance",
            JointVenture => "joint venture",
            Network => "network",
            Consortium => "consortium",
            SupplyChainPartnership => "supply-chain partnership",
        }
    }

    /// The type of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.id() == id)
    }

    /// The order of importance of the dimensions, most important first, ties together
    /// (model, section 5).
    pub const fn order(self) -> &'static [&'static [Dimension]] {
        match self {
            StrategicAlliance => &[
                &[Compatibility, Complementarity],
                &[CostSharing, Commitment],
                &[RiskSharing],
            ],
            JointVenture => &[
                &[RiskSharing],
                &[Compatibility, Complementarity, CostSharing, Commitment],
            ],
            Network => &[
                &[Complementarity, CostSharing],
                &[Compatibility, RiskSharing, Commitment],
            ],
            Consortium => &[
                &[Commitment],
                &[Complementarity, CostSharing],
                &[Compatibility, RiskSharing],
            ],
            SupplyChainPartnership => &[
                &[Compatibility, CostSharing],
                &[Complementarity, RiskSharing, Commitment],
            ],
        }
    }

    /// The sentence that the order rests on.
    pub const fn because(self) -> &'static str {
        match self {
            StrategicAlliance => {
                "alliances turn on two major factors, compatibility and complementarity; sharing \
                 production and transport cost is a benefit; they are long-term and need heavy \
                 investment"
            }
            JointVenture => {
                "sharing risk is a major advantage of joint ventures; they pool resources and need \
                 aligned interests and agreed contributions"
            }
            Network => "pooling what one party cannot meet alone; economies of scale",
            Consortium => {
                "consortia require active participation and contribution; they share knowledge and \
                 reduce cost"
            }
            SupplyChainPartnership => {
                "strong relationships, transparency and aligned strategies; lower cost and more \
                 efficiency"
            }
        }
    }

    /// The objectives that the type serves best.
    pub const fn objectives(self) -> &'static [&'static str] {
        match self {
            StrategicAlliance => &[
                "market-expansion",
                "technology-development",
                "product-innovation",
                "trade-barriers",
            ],
            JointVenture => &[
                "specific-opportunity",
                "shared-investment",
                "new-technology",
                "new-market",
            ],
            Network => &[
                "revenue-growth",
                "resource-pooling",
                "economies-of-scale",
                "knowledge-sharing",
            ],
            Consortium => &[
                "industry-challenge",
                "industry-standards",
                "sector-innovation",
                "knowledge-sharing",
            ],
            SupplyChainPartnership => &[
                "supply-efficiency",
                "cost-reduction",
                "customer-satisfaction",
                "responsiveness",
            ],
        }
    }

    /// The horizon that suits the type, in words.
    pub const fn horizon(self) -> &'static str {
        match self {
            StrategicAlliance => "long: 3 years or more",
            JointVenture => "short beside an alliance: 7 years or less",
            Network => "open",
            Consortium => "as long as the project",
            SupplyChainPartnership => "continuing",
        }
    }

    /// Whether a horizon of that many years suits the type.
    pub fn suits(self, years: f64) -> bool {
        match self {
            StrategicAlliance => years >= SHORT_HORIZON - SLACK,
            JointVenture => years <= LONG_HORIZON + SLACK,
            Network | Consortium | SupplyChainPartnership => true,
        }
    }

    /// What the type suffers from, and the flags that say so.
    pub const fn drawback(self) -> &'static str {
        match self {
            StrategicAlliance => {
                "needs time and something to complement: `short-horizon` under 3 years, `no-gap` \
                 where nothing is missing"
            }
            JointVenture => {
                "disputes on contribution and shareholding: `shareholding` where shares of cost and \
                 benefit are more than 0.10 apart, `long-horizon` over 7 years"
            }
            Network | SupplyChainPartnership => {
                "one-sided reliance: `dependence` where ours exceeds theirs by more than 0.30"
            }
            Consortium => {
                "too many members: `redundant` for one that adds no coverage, `large` above 16 parties"
            }
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

    /// Whether coverage of the needs is the business of the whole set rather than of one member,
    /// so that a single candidate is not stopped by what another member may bring.
    pub const fn is_many_sided(self) -> bool {
        matches!(self, Network | Consortium)
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
