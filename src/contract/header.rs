//! What documents say before the candidates: of the call, the deal, what is asked and with which weights.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::deal::{AskedV2, DealV2, Five, Fraction, NotApplicableV2, asked, not_applicable, order};
use crate::assessment::Run;
use crate::deal::{CriterionId, Deal, Seal};
use crate::model::Dimension;
use crate::read::Source;

/// The head of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeaderV2 {
    /// Everything on the command line that changes a number.
    pub options: OptionsV2,
    /// The seal of the deal's rules; null in documents of before there were seals.
    pub seal: Option<SealV2>,
    /// The deal and its file.
    pub deal: DealV2,
    /// The id of the mean that makes the total.
    pub aggregation: String,
    /// The weights of the dimensions, 0..1, which sum to 1.
    pub weights: Five<Fraction>,
    /// Where the weights come from, and what claims may change of them.
    pub weighting: WeightingV2,
    /// What reports call a dimension or a criterion, where the deal says so, by id.
    pub labels: BTreeMap<String, String>,
    /// Every file that the result rests on.
    pub inputs: Vec<InputFileV2>,
    /// The day of the assessment; null where there is none.
    pub as_of: Option<String>,
    /// Who rates, as `[reviewers]` says.
    pub reviewers: Vec<RaterV2>,
    /// The reviewers whose review files are missing, with `--incomplete`.
    #[serde(default)]
    pub missing_reviews: Vec<String>,
    /// What became of the gates of the house; null without a file of them.
    pub house: Option<HouseV2>,
    /// The ids of the dimensions by weight; those of one weight stand together.
    pub order: Vec<Vec<String>>,
    /// The criteria asked, by dimension.
    pub asked: Five<Vec<AskedV2>>,
    /// The criteria that mean nothing for this deal.
    pub not_applicable: Vec<NotApplicableV2>,
}

/// The options of a call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OptionsV2 {
    /// `--as-of`.
    pub as_of: Option<String>,
    /// `--min-grade`.
    pub min_grade: Option<String>,
    /// `--require-evidence`.
    pub require_evidence: bool,
    /// `--candidate`, each.
    pub candidate: Vec<String>,
    /// `--set`, each.
    pub set: Vec<String>,
    /// `--fail-under`.
    pub fail_under: Option<f64>,
    /// `--require`.
    pub require: Option<String>,
    /// How a table of candidates is read, by option; empty without one.
    pub table: BTreeMap<String, String>,
    /// How often weights are drawn.
    pub draws: u64,
    /// The seed of the draws.
    pub seed: u64,
    /// `--anonymous`: reviewers are letters.
    #[serde(default)]
    pub anonymous: bool,
}

/// The seal of a deal's rules, as `seal` writes it: whether it is that of a file `--sealed` the gate `sealed` says, in
/// `required`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealV2 {
    /// The digest of all, in hexadecimal.
    pub digest: String,
    /// The digest of each part: the top-level tables of the deal that are rules, and `house` for the gates of the
    /// house; without `reviewers` of an anonymous assessment.
    pub parts: BTreeMap<String, String>,
}

impl SealV2 {
    fn of(deal: &Deal) -> Self {
        let Seal { digest, mut parts } = Seal::of(&deal.rules);
        if deal.is_anonymous() {
            // Whoever guesses names and weights could see by it that the guess is right.
            parts.remove("reviewers");
        }
        Self { digest, parts }
    }
}

/// Where weights come from, and what claims may change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WeightingV2 {
    /// `type`, `numbers`, `order`, `pairwise` or `criteria`.
    pub form: String,
    /// What claims may change.
    pub vary: VaryV2,
}

/// What claims about other weights may change: `order`, `ranges` or `none`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VaryV2 {
    /// Of the dimensions; null by criteria.
    pub dimensions: Option<String>,
    /// Of the criteria of each dimension that has some.
    pub criteria: BTreeMap<String, String>,
}

/// A file that a result rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputFileV2 {
    /// `deal`, `table`, `map`, `gates`, `review`, `consensus` or `seal`.
    pub kind: String,
    /// Its name as given; `<anonymous>` stands for all review files of an anonymous assessment.
    pub source: String,
    /// The fingerprint of its bytes, in hexadecimal; null where it was read as a stream, and of hidden review files.
    pub sha256: Option<String>,
}

/// Somebody who rates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RaterV2 {
    /// The name.
    pub name: String,
    /// What the marks count beside those of others; null of an anonymous assessment.
    pub weight: Option<f64>,
    /// Who it is; null where the deal does not say, and of an anonymous assessment.
    pub role: Option<String>,
}

/// What became of the gates of a house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HouseV2 {
    /// Its gates.
    pub gates: Vec<HouseGateV2>,
    /// The ids of those that did not apply.
    pub not_applicable: Vec<String>,
}

/// A gate of a house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HouseGateV2 {
    /// Its id.
    pub id: String,
    /// The minimum, 0..100; null for a gate that facts pass or fail.
    pub minimum: Option<f64>,
}

impl HeaderV2 {
    /// The head of a document about a deal.
    pub fn of(source: &Source, deal: &Deal, run: &Run) -> Self {
        let document = DealV2::of(source, deal);
        let file = InputFileV2 {
            kind: "deal".to_owned(),
            source: document.source.clone(),
            sha256: Some(document.sha256.clone()),
        };
        let others = run.files.iter().map(|file| InputFileV2 {
            kind: file.kind.to_owned(),
            source: file.source.clone(),
            sha256: file.sha256.clone(),
        });
        let reviewers = deal.reviewers.iter().map(|reviewer| RaterV2 {
            name: reviewer.name.clone(),
            weight: (!deal.is_anonymous()).then_some(reviewer.weight),
            role: reviewer.role.clone(),
        });
        let house = deal.plan.house.as_ref();
        let gate = |(id, minimum): &(String, Option<f64>)| HouseGateV2 {
            id: id.clone(),
            minimum: *minimum,
        };
        Self {
            options: OptionsV2 {
                as_of: run.as_of.map(|day| day.to_string()),
                min_grade: run.min_grade.map(|grade| grade.id().to_owned()),
                require_evidence: run.require_evidence,
                candidate: run.candidates.clone(),
                set: Vec::new(),
                fail_under: run.fail_under,
                require: run.require.clone(),
                table: run.table.iter().cloned().collect(),
                draws: run.draws,
                seed: run.seed,
                anonymous: deal.is_anonymous(),
            },
            seal: Some(SealV2::of(deal)),
            deal: document,
            aggregation: deal.aggregation.id().to_owned(),
            weights: Five::weights(deal),
            weighting: weighting(deal),
            labels: labels(deal),
            inputs: std::iter::once(file).chain(others).collect(),
            as_of: deal.evidence.as_of.map(|day| day.to_string()),
            reviewers: reviewers.collect(),
            missing_reviews: deal.missing_reviews.clone(),
            house: house.map(|house| HouseV2 {
                gates: house.gates.iter().map(gate).collect(),
                not_applicable: house.not_applicable.clone(),
            }),
            order: order(deal),
            asked: asked(deal),
            not_applicable: not_applicable(deal),
        }
    }
}

fn weighting(deal: &Deal) -> WeightingV2 {
    let weights = &deal.plan.weights;
    let form = |has_range: bool| match (has_range, weights.vary) {
        (true, _) => "ranges",
        (false, vary) => vary.id(),
    };
    // By criteria all of them are one group.
    let by_criteria = weights.is_by_criteria();
    let has_range = |dimension: Dimension| {
        let mut asked = deal.plan.asked.iter();
        asked.any(|asked| (by_criteria || asked.dimension == dimension) && asked.range.is_some())
    };
    let asked = Dimension::ALL
        .into_iter()
        .filter(|&d| deal.plan.of(d).next().is_some());
    WeightingV2 {
        form: weights.source.id().to_owned(),
        vary: VaryV2 {
            dimensions: (!by_criteria).then(|| form(weights.ranges.is_some()).to_owned()),
            criteria: asked
                .map(|dimension| {
                    let form = form(has_range(dimension));
                    (dimension.id().to_owned(), form.to_owned())
                })
                .collect(),
        },
    }
}

fn labels(deal: &Deal) -> BTreeMap<String, String> {
    let dimensions = deal
        .labels
        .iter()
        .filter_map(|(dimension, label)| Some((dimension.id().to_owned(), label.clone()?)));
    let criteria = deal
        .own_criteria
        .iter()
        .enumerate()
        .filter_map(|(place, own)| {
            let id = deal.criterion_id(CriterionId::Own(place as u32));
            Some((id.to_owned(), own.label.clone()?))
        });
    dimensions.chain(criteria).collect()
}
