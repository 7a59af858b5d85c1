//! Every JSON document that the program prints, once: the same structs write it and read it.
//!
//! Keys are only ever added, and their order is that of the fields. Scores stand on 0..100 and are not
//! rounded; weights and what is known stand on 0..1. What is missing is null, or left
//! out where its field says so.

mod assessment;
mod composition;
mod confidence;
mod deal;
mod definition;
mod diff;
mod difference;
mod evaluation;
mod explanation;
mod fit;
mod json;
mod problem;
mod record;
mod terms;
mod value;

pub use assessment::{AssessmentV1, CandidateV1, NextEvidenceV1, RivalV1, ScreenedV1};
pub use composition::{CompositionV1, PartyShareV1, SetV1, WeakestPairV1, WithoutV1};
pub use confidence::{ConfidenceV1, CrossoverV1};
pub use deal::{AskedV1, DealV1, Five, Fraction, NotApplicableV1};
pub use definition::DefinitionV1;
pub use diff::{
    DiffCandidateV1, DiffCriterionV1, DiffDimensionV1, DiffGateV1, DiffV1, InputV1, PairV1, SideV1,
    StatusV1,
};
pub use difference::{
    CriterionGapV1, DifferenceV1, DimensionGapV1, RatingChangeV1, WeightChangeV1,
};
pub use evaluation::{CriterionV1, DimensionV1, FlagV1, GateV1};
pub use explanation::{ContributionV1, ExplanationV1, PartV1};
pub use fit::{FitV1, FormV1};
pub use json::pretty;
pub use problem::ProblemV1;
pub use record::RecordV1;
pub use terms::{CostTermsV1, RiskTermsV1, TermsV1};
