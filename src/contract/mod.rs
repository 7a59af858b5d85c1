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
mod header;
mod history;
mod json;
mod problem;
mod record;
mod terms;
mod value;
mod verify;

pub use assessment::{AssessmentV2, CandidateV2, NextEvidenceV2, RequiredV2, RivalV2, ScreenedV2};
pub use composition::{
    BlockedV2, CompositionV2, PairScoreV2, PartyDivisionV2, PartyShareV2, SetV2, WithoutV2,
};
pub use confidence::{
    ChangeV2, ConfidenceV2, HoldsV2, IntervalV2, OutV2, ReviewerV2, WithdrawalV2,
};
pub use deal::{AskedV2, DealV2, Five, Fraction, NotApplicableV2};
pub use definition::{DefinitionV2, DefinitionsV2};
pub use diff::{
    DealStatusV2, DiffCandidateV2, DiffCriterionV2, DiffDimensionV2, DiffGateV2, DiffV2, InputV2,
    PairV2, SideV2, StatusV2,
};
pub use difference::{
    CriterionGapV2, DifferenceV2, DimensionGapV2, RatingChangeV2, WeightChangeV2,
};
pub use evaluation::{
    ConditionV2, CriterionV2, DimensionV2, EvidenceV2, FlagV2, GateV2, LapsedV2, MarkV2, OpenV2,
};
pub use explanation::{ContributionV2, ExplanationV2, PartV2};
pub use fit::{FitV2, FormV2};
pub use header::{
    HeaderV2, HouseGateV2, HouseV2, InputFileV2, OptionsV2, RaterV2, SealV2, VaryV2, WeightingV2,
};
pub use history::{ChangesV2, CourseV2, HistoryV2, NewlyLapsedV2, StandingV2, StepV2};
pub use json::{Each, line, pretty, write_line, write_pretty};
pub use problem::{ProblemV2, ProblemsV2, UnreadDealV2, UnreadV2};
pub use record::RecordV2;
pub use terms::{
    ContributionsV2, CostTermsV2, DivisionV2, MoneyV2, PartyMoneyV2, RiskTermsV2, TermsV2, ZoneV2,
};
pub use verify::{DifferingV2, VerifiedV2, VerifyV2};
