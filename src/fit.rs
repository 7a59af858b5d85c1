//! Which form of relationship suits a deal: what each is for, whether the horizon suits, which of its
//! preconditions the facts meet, and who would lead. Totals under different types answer different
//! questions and are not compared.

use crate::assessment::Assessment;
use crate::confidence::Sampling;
use crate::deal::Deal;
use crate::model::{Flag, Relationship};
use crate::read::{ReadOptions, Source, read_with};
use crate::score::{Outcome, Verdict};

/// A gate that is not passed.
#[derive(Clone, Debug, PartialEq)]
pub struct StoppingGate {
    /// Its stable id.
    pub id: String,
    /// Its name in running text.
    pub title: String,
}

/// How a form of relationship suits a deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The form.
    pub relationship: Relationship,
    /// Whether it is the one that the deal proposes.
    pub is_proposed: bool,
    /// The deal's objectives that it is best for.
    pub objectives: Vec<String>,
    /// Whether the horizon suits; `None` where the deal states none.
    pub suits_horizon: Option<bool>,
    /// Those who would lead, by name; several where they tie.
    pub leaders: Vec<String>,
    /// The verdict on the first of them.
    pub verdict: Verdict,
    /// The gates that the first of them cannot pass, hardest first.
    pub fails: Vec<StoppingGate>,
    /// The gates that it could still pass, hardest first.
    pub open: Vec<StoppingGate>,
    /// The drawbacks that the first of them would have in this form.
    pub flags: Vec<Flag>,
}

impl Form {
    /// The flags that are not failed gates.
    pub fn drawbacks(&self) -> impl Iterator<Item = Flag> {
        let flags = self.flags.iter().copied();
        flags.filter(|flag| !matches!(flag, Flag::Gate(_)))
    }
}

/// How the five forms suit a deal that could be read; none where it has no candidates.
pub fn fit(source: &Source, deal: &Deal, options: &ReadOptions) -> Vec<Form> {
    Relationship::ALL
        .into_iter()
        .filter_map(|relationship| {
            let options = ReadOptions {
                read_as: Some(relationship),
                ..options.clone()
            };
            let deal_as = read_with(source, &options).deal?;
            form(deal, &deal_as)
        })
        .collect()
}

/// The forms that the deal's objectives and horizon point to.
pub fn pointed_to(forms: &[Form]) -> Vec<&Form> {
    let suits = |form: &&Form| form.suits_horizon != Some(false);
    let most = forms
        .iter()
        .filter(suits)
        .map(|form| form.objectives.len())
        .max()
        .unwrap_or(0);
    forms
        .iter()
        .filter(suits)
        .filter(|form| most > 0 && form.objectives.len() == most)
        .collect()
}

/// `None` where nobody would lead.
fn form(deal: &Deal, deal_as: &Deal) -> Option<Form> {
    let relationship = deal_as.relationship;
    let assessment = Assessment::of(
        deal_as,
        Sampling {
            draws: Some(0),
            seed: 0,
        },
    );
    let leader = &assessment.leader()?.evaluation;
    let serves = relationship.objectives();
    let stopped = |outcome: Outcome| {
        let gates = leader
            .stopped_by()
            .into_iter()
            .filter(|gate| gate.outcome == outcome);
        gates
            .map(|gate| StoppingGate {
                id: gate.id(deal_as).to_owned(),
                title: gate.title(deal_as).to_owned(),
            })
            .collect()
    };
    Some(Form {
        relationship,
        is_proposed: relationship == deal.relationship,
        objectives: deal
            .objectives
            .iter()
            .filter(|objective| serves.contains(&objective.as_str()))
            .cloned()
            .collect(),
        suits_horizon: deal.horizon_years.map(|years| relationship.suits(years)),
        leaders: assessment
            .rows
            .iter()
            .zip(0..)
            .filter(|(_, place)| assessment.confidence.leaders.contains(place))
            .map(|(row, _)| assessment.candidate(row).name.clone())
            .collect(),
        verdict: leader.verdict,
        fails: stopped(Outcome::Fail),
        open: stopped(Outcome::Undecided),
        flags: leader.flags(),
    })
}
