//! How sure the lead is.

use serde::{Deserialize, Serialize};

use super::evaluation::failed;
use crate::assessment::Assessment;
use crate::confidence::{Change, Interval, ReviewerView, WeightOf};
use crate::deal::Deal;

/// How sure the lead is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfidenceV2 {
    /// The name of the leader; null where there is no candidate.
    pub leader: Option<String>,
    /// Everybody who ties for the lead.
    pub leaders: Vec<String>,
    /// Who ranks before the leader, and is ruled out.
    pub ahead_but_out: Vec<OutV2>,
    /// Whether the lead holds under every weighting.
    pub holds: HoldsV2,
    /// How far each weight can move before another leads.
    pub weights: Vec<IntervalV2>,
    /// The smallest change of one weight that makes another lead; null where there is none.
    pub nearest_change: Option<ChangeV2>,
    /// What the reviewers make of the lead; null where no panel has names.
    pub reviewers: Option<Vec<ReviewerV2>>,
    /// Who would lead if each criterion counted only those who marked everybody on it; null where no panel has names.
    pub common_reviewers_lead: Option<Vec<String>>,
    /// Whose withdrawal would change who leads, where a criterion is set against the other candidates.
    pub withdrawal: Vec<WithdrawalV2>,
    /// Who leads under the geometric mean; null where that is the leader too.
    pub geometric_leader: Option<String>,
    /// Who ranks first most often, if that is not the leader; null otherwise and without draws.
    pub likely_leader: Option<String>,
    /// How many weightings were drawn; fewer than asked for where that was stopped.
    pub draws: u64,
    /// The seed of the draws.
    pub seed: u64,
}

/// Who ranks before the leader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutV2 {
    /// The name.
    pub name: String,
    /// The ids of the gates that fail.
    pub gates: Vec<String>,
}

/// Whether the lead holds under every weighting; null where no claim is made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HoldsV2 {
    /// With the weights of the criteria as they are.
    pub dimensions: Option<bool>,
    /// With the weights of the criteria free too.
    pub criteria: Option<bool>,
    /// As `dimensions`, whatever the missing answers are.
    pub dimensions_whatever_the_evidence: Option<bool>,
    /// As `criteria`, whatever the missing answers are.
    pub criteria_whatever_the_evidence: Option<bool>,
}

/// How far a weight can move, the others of its group keeping their proportions; parts of the group, 0..1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntervalV2 {
    /// The id of the dimension or criterion.
    pub id: String,
    /// `dimension` or `criterion`.
    pub of: String,
    /// The id of the dimension.
    pub dimension: String,
    /// Today's weight.
    pub share: f64,
    /// The least weight with which the leader stays.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// Who leads just below; null where nobody else does.
    pub leader_below: Option<String>,
    /// Who leads just above; null where nobody else does.
    pub leader_above: Option<String>,
}

/// A change of one weight that changes who leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeV2 {
    /// The id of the dimension or criterion.
    pub id: String,
    /// `dimension` or `criterion`.
    pub of: String,
    /// Today's weight, as a part of its group.
    pub from: f64,
    /// The weight from which another leads.
    pub to: f64,
    /// The difference as a part of the whole.
    pub step: f64,
    /// Who then leads.
    pub new_leader: String,
}

/// What a reviewer makes of the lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewerV2 {
    /// The name.
    pub name: String,
    /// Who would lead by these marks alone.
    pub leads: Vec<String>,
    /// Who would lead without them.
    pub leads_without: Vec<String>,
    /// By how many points; null where a candidate is alone.
    pub lead_without: Option<f64>,
    /// How far the marks are above those of others, of 10; null without marks to set beside others.
    pub strictness: Option<f64>,
    /// On how many marks that rests.
    pub marks: usize,
}

/// A withdrawal that changes who leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawalV2 {
    /// Who withdraws.
    pub candidate: String,
    /// Who then leads.
    pub new_leader: String,
}

/// The id, the kind and the dimension of what a weight is of.
pub(super) fn weight_of(deal: &Deal, of: WeightOf) -> (String, String, String) {
    let (id, kind, dimension) = match of {
        WeightOf::Dimension(dimension) => (dimension.id(), "dimension", dimension),
        WeightOf::Criterion(place) => {
            let asked = &deal.plan.asked[place];
            (deal.criterion_id(asked.id), "criterion", asked.dimension)
        }
    };
    (id.to_owned(), kind.to_owned(), dimension.id().to_owned())
}

impl ConfidenceV2 {
    pub(super) fn of(assessment: &Assessment<'_>) -> Self {
        let deal = assessment.deal;
        let confidence = &assessment.confidence;
        let name = |place: usize| assessment.name(place).to_owned();
        let names = |places: &[usize]| places.iter().map(|&place| name(place)).collect();
        let out = |&place: &usize| OutV2 {
            name: name(place),
            gates: failed(deal, &assessment.rows[place].evaluation),
        };
        let interval = |interval: &Interval| {
            let (id, of, dimension) = weight_of(deal, interval.of);
            IntervalV2 {
                id,
                of,
                dimension,
                share: interval.share,
                low: interval.low,
                high: interval.high,
                leader_below: interval.below.map(name),
                leader_above: interval.above.map(name),
            }
        };
        let change = |change: &Change| {
            let (id, of, _) = weight_of(deal, change.of);
            ChangeV2 {
                id,
                of,
                from: change.from,
                to: change.to,
                step: change.step,
                new_leader: name(change.new_leader),
            }
        };
        let reviewer = |view: &ReviewerView| ReviewerV2 {
            name: view.name.clone(),
            leads: names(&view.leads),
            leads_without: names(&view.leads_without),
            lead_without: view.lead_without.map(|lead| lead * 100.0),
            strictness: view.strictness.map(|apart| apart * 10.0),
            marks: view.marks,
        };
        let reviews = confidence.reviews.as_ref();
        let candidate = |place: usize| deal.candidates[place].name.clone();
        Self {
            leader: assessment.leader().map(|_| name(confidence.leader)),
            leaders: names(&confidence.leaders),
            ahead_but_out: confidence.ahead_but_out.iter().map(out).collect(),
            holds: HoldsV2 {
                dimensions: confidence.holds.dimensions,
                criteria: confidence.holds.criteria,
                dimensions_whatever_the_evidence: confidence.holds.dimensions_whatever,
                criteria_whatever_the_evidence: confidence.holds.criteria_whatever,
            },
            weights: confidence.intervals.iter().map(interval).collect(),
            nearest_change: confidence.nearest_change.as_ref().map(change),
            reviewers: reviews.map(|reviews| reviews.each.iter().map(reviewer).collect()),
            common_reviewers_lead: reviews.map(|reviews| names(&reviews.common)),
            withdrawal: confidence
                .withdrawals
                .iter()
                .map(|withdrawal| WithdrawalV2 {
                    candidate: candidate(withdrawal.candidate),
                    new_leader: candidate(withdrawal.new_leader),
                })
                .collect(),
            geometric_leader: confidence.geometric_leader.map(name),
            likely_leader: confidence.likely_leader().map(name),
            draws: confidence.draws,
            seed: confidence.seed,
        }
    }
}
