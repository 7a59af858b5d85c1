//! How sure the lead is.

use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;
use crate::confidence::Crossover;

/// How sure the lead is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfidenceV1 {
    /// The name of the leader; null where there is no candidate.
    pub leader: Option<String>,
    /// Whether it leads with any weights of the dimensions.
    pub holds_under_every_weighting: bool,
    /// Whether it leads whatever the missing answers are.
    pub holds_whatever_the_evidence: bool,
    /// The smallest change of one weight that makes another lead; null where there is none.
    pub crossover: Option<CrossoverV1>,
    /// Who leads under the geometric mean; null where that is the leader too.
    pub geometric_leader: Option<String>,
    /// Who ranks first most often, if that is not the leader; null otherwise and without draws.
    pub likely_leader: Option<String>,
    /// How many weightings were drawn.
    pub draws: u64,
    /// The seed of the draws.
    pub seed: u64,
}

/// A change of one weight, the others keeping their proportions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrossoverV1 {
    /// The id of the dimension.
    pub dimension: String,
    /// Its weight, 0..1.
    pub from: f64,
    /// The weight from which another leads, 0..1.
    pub to: f64,
    /// Who then leads.
    pub new_leader: String,
}

impl ConfidenceV1 {
    pub(super) fn of(assessment: &Assessment<'_>) -> Self {
        let confidence = &assessment.confidence;
        let name = |place: usize| assessment.name(place).to_owned();
        let crossover = |crossover: &Crossover| CrossoverV1 {
            dimension: crossover.dimension.id().to_owned(),
            from: crossover.from,
            to: crossover.to,
            new_leader: name(crossover.new_leader),
        };
        Self {
            leader: assessment
                .leader()
                .map(|leader| assessment.candidate(leader).name.clone()),
            holds_under_every_weighting: confidence.holds_under_every_weighting,
            holds_whatever_the_evidence: confidence.holds_whatever_the_evidence,
            crossover: confidence.crossover.as_ref().map(crossover),
            geometric_leader: confidence.geometric_leader.map(name),
            likely_leader: confidence.likely_leader().map(name),
            draws: confidence.draws,
            seed: confidence.seed,
        }
    }
}
