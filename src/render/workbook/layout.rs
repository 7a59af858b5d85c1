//! What a workbook shows: the candidates, the columns of reviewers and of gates, and whether they fit on sheets.

use anyhow::bail;

use super::columns::{criteria, gates};
use crate::assessment::{Assessment, Row};
use crate::criteria::{CriterionScore, Relation};
use crate::deal::{Asked, Candidate, CriterionId, Deal, GateFrom, GateOn, OwnCriterion};
use crate::model::{Dimension, PassFail};
use crate::render::assessments::{Assessed, Assessments};
use crate::score::{Gate, GateKind};

/// The rows and columns of a sheet.
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

/// A candidate that is shown.
pub(super) struct Shown<'a> {
    pub candidate: &'a Candidate,
    pub row: &'a Row,
    /// Its place in the ranking of all.
    pub place: usize,
}

/// Somebody who marks: a column of marks.
pub(super) struct Marker {
    /// What the column is called.
    pub title: String,
    /// Whether that is a name; the marks of unnamed panels are counted.
    pub is_named: bool,
    pub weight: f64,
    pub role: Option<String>,
}

/// What a gate is judged by.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum JudgedBy {
    Score,
    /// By place in [`Layout::dimensions`].
    Dimension(usize),
    /// By place in the plan.
    Criterion(usize),
    /// How much is known.
    Known,
    /// Facts, which no formula judges here.
    Facts,
}

/// A gate: a column of outcomes.
pub(super) struct GateColumn {
    pub id: String,
    pub title: String,
    pub judged_by: JudgedBy,
    pub minimum: Option<f64>,
    pub from: GateFrom,
    /// Whether facts pass or fail it.
    pub is_pass_fail: bool,
}

/// A workbook's deal, and what stands where.
pub(super) struct Layout<'a> {
    pub assessed: &'a Assessed<'a>,
    pub assessment: &'a Assessment<'a>,
    pub deal: &'a Deal,
    pub shown: Vec<Shown<'a>>,
    /// Whether all candidates are shown: only then ranks follow.
    pub shows_all: bool,
    /// Those that have criteria.
    pub dimensions: Vec<Dimension>,
    pub markers: Vec<Marker>,
    /// First the minimums that formulas judge.
    pub gates: Vec<GateColumn>,
    /// How many these are.
    pub minimums: usize,
    /// The relative criteria whose best measure follows, by place in the plan.
    pub relative: Vec<usize>,
}

impl<'a> Layout<'a> {
    pub fn of(all: &Assessments<'_>, assessed: &'a Assessed<'a>) -> anyhow::Result<Self> {
        let assessment = assessed.assessment;
        let deal = assessment.deal;
        let rows = all.rows(assessed);
        let shown: Vec<Shown> = rows
            .map(|(place, row)| Shown {
                candidate: assessment.candidate(row),
                row,
                place,
            })
            .collect();
        let dimensions = Dimension::ALL
            .into_iter()
            .filter(|&dimension| deal.plan.of(dimension).next().is_some());
        let mut layout = Self {
            assessed,
            assessment,
            deal,
            shows_all: shown.len() == assessment.rows.len(),
            markers: markers(deal, &shown),
            shown,
            dimensions: dimensions.collect(),
            gates: Vec::new(),
            minimums: 0,
            relative: Vec::new(),
        };
        layout.gates = layout.gate_columns();
        layout.minimums = layout
            .gates
            .iter()
            .take_while(|gate| gate.is_minimum())
            .count();
        layout.relative = layout.live_relative();
        layout.check()?;
        Ok(layout)
    }

    fn check(&self) -> anyhow::Result<()> {
        let rows = self.shown.len().saturating_mul(self.deal.plan.asked.len());
        if rows + criteria::FIRST as usize > MOST_ROWS {
            bail!(
                "a sheet has room for {MOST_ROWS} rows, and each candidate takes one for each criterion: show fewer \
                 candidates"
            );
        }
        let marks = criteria::MARKS as usize + self.markers.len();
        let outcomes = gates::OUTCOMES as usize + 2 * self.gates.len() + 2 * self.relative.len();
        if marks.max(outcomes) + 1 > MOST_COLUMNS {
            bail!(
                "a sheet has room for {MOST_COLUMNS} columns, and this deal has more reviewers or gates"
            );
        }
        Ok(())
    }

    /// The gates of anybody, the minimums that are judged by scores first.
    fn gate_columns(&self) -> Vec<GateColumn> {
        let mut columns: Vec<GateColumn> = Vec::new();
        for gate in self
            .shown
            .iter()
            .flat_map(|shown| &shown.row.evaluation.gates)
        {
            let id = gate.id(self.deal);
            if !columns.iter().any(|column| column.id == id) {
                columns.push(self.gate_column(gate));
            }
        }
        // Stable: else in their order.
        columns.sort_by_key(|column| !column.is_minimum());
        columns
    }

    fn gate_column(&self, gate: &Gate) -> GateColumn {
        let (judged_by, minimum) = match gate.kind {
            GateKind::Minimum(minimum, _) if !minimum.is_asked => {
                (JudgedBy::Facts, Some(minimum.minimum))
            }
            GateKind::Minimum(minimum, _) => (self.judged_by(minimum.on), Some(minimum.minimum)),
            GateKind::Known { minimum, .. } => (JudgedBy::Known, Some(minimum)),
            GateKind::PassFail(..) => (JudgedBy::Facts, None),
        };
        GateColumn {
            id: gate.id(self.deal).to_owned(),
            title: gate.title(self.deal).to_owned(),
            judged_by,
            minimum,
            from: gate.from(),
            is_pass_fail: matches!(gate.kind, GateKind::PassFail(..)),
        }
    }

    fn judged_by(&self, on: GateOn) -> JudgedBy {
        let place = match on {
            GateOn::Score => Some(JudgedBy::Score),
            GateOn::Dimension(dimension) => {
                let place = self.dimensions.iter().position(|other| *other == dimension);
                place.map(JudgedBy::Dimension)
            }
            GateOn::Criterion(id) => self.deal.plan.place(id).map(JudgedBy::Criterion),
        };
        place.unwrap_or(JudgedBy::Facts)
    }

    /// Relative criteria depend on who is out, which formulas tell only where everybody is shown and nothing is taken
    /// for unknown.
    fn live_relative(&self) -> Vec<usize> {
        let is_told = |shown: &Shown| shown.candidate.as_stated.is_none();
        if !self.shows_all || !self.shown.iter().all(is_told) {
            return Vec::new();
        }
        let asked = self.deal.plan.asked.iter().enumerate();
        let relative = asked.filter(|(_, asked)| self.is_relative(asked));
        relative.map(|(place, _)| place).collect()
    }

    /// Whether an asked criterion is set against other candidates.
    pub fn is_relative(&self, asked: &Asked) -> bool {
        self.own(asked).is_some_and(|own| own.relative().is_some())
    }

    /// The user's own criterion that is asked, unless it is rated whatever facts there are.
    pub fn own(&self, asked: &Asked) -> Option<&'a OwnCriterion> {
        match asked.id {
            CriterionId::Own(place) if !asked.rated_only => {
                Some(&self.deal.own_criteria[place as usize])
            }
            CriterionId::Own(_) | CriterionId::Builtin(_) | CriterionId::Whole(_) => None,
        }
    }

    /// The column of the gate that asks for a measure of relative criteria.
    pub fn is_measure_gate(gate: &GateColumn) -> bool {
        gate.is_pass_fail && gate.id == PassFail::Measure.id()
    }

    pub fn asked(&self) -> &'a [Asked] {
        &self.deal.plan.asked
    }

    /// The scores of a candidate's criteria, with what is asked.
    pub fn criteria_of(
        &self,
        shown: &'a Shown<'a>,
    ) -> impl Iterator<Item = (&'a Asked, &'a CriterionScore)> {
        let scores = &shown.row.evaluation.scores.criteria;
        self.asked().iter().zip(scores)
    }

    /// Does something with the relation of a candidate by itself.
    pub fn alone<T>(&self, shown: &Shown<'_>, of: impl FnOnce(&Relation<'_>) -> T) -> T {
        let members = [shown.candidate];
        of(&Relation::new(self.deal, &members))
    }
}

impl GateColumn {
    /// Whether a score judges it.
    pub fn is_minimum(&self) -> bool {
        match self.judged_by {
            JudgedBy::Score | JudgedBy::Dimension(_) | JudgedBy::Criterion(_) => true,
            JudgedBy::Known | JudgedBy::Facts => false,
        }
    }
}

/// Everybody who marks: those the deal lists, others by name, then as many columns as the largest unnamed panel has marks.
fn markers(deal: &Deal, shown: &[Shown<'_>]) -> Vec<Marker> {
    let panels = || {
        let panels = shown
            .iter()
            .flat_map(|shown| shown.candidate.ratings.panels());
        panels.map(|(_, panel)| panel)
    };
    let listed = deal.reviewers.iter();
    let listed = listed.map(|reviewer| (reviewer.name.clone(), reviewer.role.clone()));
    let mut named: Vec<(String, Option<String>)> = listed.collect();
    let marks = panels().flat_map(|panel| &panel.marks);
    let mut others: Vec<&str> = marks.filter_map(|mark| mark.reviewer.as_deref()).collect();
    others.sort_unstable();
    others.dedup();
    others.retain(|name| !named.iter().any(|(known, _)| known == name));
    named.extend(others.into_iter().map(|name| (name.to_owned(), None)));
    let unnamed = panels()
        .filter(|panel| !panel.is_named())
        .map(|panel| panel.marks.len())
        .max()
        .unwrap_or_default();
    let named = named.into_iter().map(|(name, role)| Marker {
        weight: deal.reviewer_weight(&name).unwrap_or(1.0),
        title: name,
        is_named: true,
        role,
    });
    let unnamed = (1..=unnamed).map(|count| Marker {
        title: format!("Mark {count}"),
        is_named: false,
        weight: 1.0,
        role: None,
    });
    named.chain(unnamed).collect()
}
