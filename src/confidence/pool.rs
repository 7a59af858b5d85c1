//! The candidates of a sampling, laid out for speed.

use rand_xoshiro::Xoshiro256PlusPlus;

use super::contest::{Contestant, counted};
use super::draw::{WeightDraw, gamma, uniform, uniform_spacings};
use super::group::{GroupOf, Groups};
use super::reviewers::names;
use crate::deal::{self, Aggregation, Candidate, CriterionId, Deal, Mark};
use crate::model::{ByDimension, SLACK};

/// Whether to draw on, asked before every thousand draws after the first, of any thread, with how many were begun
/// and how many there shall be.
pub type DrawOn<'w> = dyn Fn(u64, u64) -> bool + Sync + 'w;

/// What to sample.
pub struct Question<'a> {
    /// The deal.
    pub deal: &'a Deal,
    /// What its weights may be.
    pub groups: &'a Groups,
    /// The candidates that can lead, by rank, then name.
    pub contestants: &'a [Contestant],
    /// The same as the deal has them.
    pub candidates: &'a [&'a Candidate],
    /// How often.
    pub draws: u64,
    /// The seed of the generator.
    pub seed: u64,
    /// Whether to draw on.
    pub draw_on: &'a DrawOn<'a>,
}

/// A panel that is not of one mind: its marks, `None` for anything from 0 to 1.
#[derive(Clone, Debug)]
enum Panel {
    /// With the reviewer of each mark, by place.
    Named(Vec<(usize, Option<f64>)>),
    /// By reviewers of its own.
    Unnamed(Vec<Option<f64>>),
}

/// What is not settled of a candidate, each with its column.
#[derive(Clone, Debug, Default)]
struct Open {
    /// Anything within a range of that width above its low.
    ranges: Vec<(usize, f64)>,
    /// What the reviewers make of it.
    panels: Vec<(usize, Panel)>,
}

/// The pool of a thread.
pub(super) struct Pool<'a> {
    question: &'a Question<'a>,
    dimensions: Option<WeightDraw>,
    criteria: Vec<WeightDraw>,
    /// Of each reviewer the shape of the variate.
    shapes: Vec<f64>,
    variates: Vec<f64>,
    /// Memory for the weights of an unnamed panel.
    spacings: Vec<f64>,
    /// By column: the dimension of a criterion that counts.
    columns: Vec<usize>,
    /// By column: the low of each candidate; 0 where a panel decides.
    lows: Vec<Vec<f64>>,
    /// By column: the high.
    highs: Vec<Vec<f64>>,
    /// By candidate: what is not settled.
    open: Vec<Open>,
    is_sum: bool,
    memory: Vec<f64>,
    of_dimensions: ByDimension<f64>,
    /// By column: the weight in this draw; of the whole where totals are sums, of the dimension where not.
    weights: Vec<f64>,
    /// The score of each candidate in the last draw.
    pub scores: Vec<f64>,
    /// Memory to sort them in.
    pub keys: Vec<u64>,
}

impl<'a> Pool<'a> {
    /// The candidates at these places.
    pub fn new(question: &'a Question<'a>, chosen: &[usize]) -> Self {
        let (deal, groups) = (question.deal, question.groups);
        let reviewers = reviewers(question);
        let mean = reviewers.iter().map(|(_, weight)| weight).sum::<f64>() / reviewers.len() as f64;
        let places: Vec<usize> = groups
            .criteria
            .iter()
            .flat_map(|g| g.members.clone())
            .collect();
        let mut open = vec![Open::default(); chosen.len()];
        let (mut lows, mut highs) = (Vec::new(), Vec::new());
        for (column, &place) in places.iter().enumerate() {
            let id = deal.plan.asked[place].id;
            let (mut low, mut high) = (Vec::new(), Vec::new());
            for (at, &one) in chosen.iter().enumerate() {
                let score = question.contestants[one].criteria[place];
                match panel(question.candidates[one], id, &reviewers) {
                    Some(panel) => {
                        low.push(0.0);
                        high.push(panel.most());
                        open[at].panels.push((column, panel));
                    }
                    None => {
                        low.push(score.low);
                        high.push(score.high);
                        if score.high > score.low {
                            open[at].ranges.push((column, score.high - score.low));
                        }
                    }
                }
            }
            lows.push(low);
            highs.push(high);
        }
        Self {
            question,
            dimensions: groups.dimensions.as_ref().map(WeightDraw::new),
            criteria: groups.criteria.iter().map(WeightDraw::new).collect(),
            shapes: reviewers.iter().map(|(_, weight)| weight / mean).collect(),
            variates: vec![0.0; reviewers.len()],
            spacings: Vec::new(),
            columns: places
                .iter()
                .map(|&place| deal.plan.asked[place].dimension as usize)
                .collect(),
            weights: vec![0.0; places.len()],
            lows,
            highs,
            open,
            is_sum: deal.aggregation == Aggregation::Arithmetic,
            memory: Vec::new(),
            of_dimensions: ByDimension::default(),
            scores: vec![0.0; chosen.len()],
            keys: Vec::with_capacity(chosen.len()),
        }
    }

    /// Draws the weights, and what each reviewer counts.
    fn draw_weights(&mut self, random: &mut Xoshiro256PlusPlus) {
        let groups = self.question.groups;
        if let (Some(draw), Some(group)) = (&self.dimensions, &groups.dimensions) {
            let mut weights = [0.0; 5];
            let weights = &mut weights[..group.members.len()];
            draw.draw(random, &mut self.memory, weights);
            for (&dimension, &weight) in group.members.iter().zip(weights.iter()) {
                self.of_dimensions.0[dimension] = weight;
            }
        }
        let mut start = 0;
        for (draw, group) in self.criteria.iter().zip(&groups.criteria) {
            let end = start + group.members.len();
            let weights = &mut self.weights[start..end];
            draw.draw(random, &mut self.memory, weights);
            if self.is_sum
                && let GroupOf::Criteria(dimension) = group.of
            {
                let whole = self.of_dimensions[dimension];
                weights.iter_mut().for_each(|weight| *weight *= whole);
            }
            start = end;
        }
        for (variate, shape) in self.variates.iter_mut().zip(&self.shapes) {
            *variate = gamma(*shape, random);
        }
    }

    /// Draws the score of each candidate.
    pub fn draw(&mut self, random: &mut Xoshiro256PlusPlus) {
        self.draw_weights(random);
        if !self.is_sum {
            for at in 0..self.scores.len() {
                self.scores[at] = self.product(at, random);
            }
            return;
        }
        weigh(&self.weights, &self.lows, &mut self.scores);
        for at in 0..self.scores.len() {
            self.scores[at] += self.open_part(at, random);
        }
    }

    /// The same, where only first places count: a candidate that cannot reach the best so far is not drawn.
    pub fn draw_contenders(&mut self, random: &mut Xoshiro256PlusPlus) {
        if !self.is_sum {
            return self.draw(random);
        }
        self.draw_weights(random);
        weigh(&self.weights, &self.lows, &mut self.scores);
        let mut highs = std::mem::take(&mut self.memory);
        highs.resize(self.scores.len(), 0.0);
        weigh(&self.weights, &self.highs, &mut highs);
        let mut best = f64::NEG_INFINITY;
        for (at, high) in highs.iter().enumerate() {
            if *high < best - SLACK {
                self.scores[at] = f64::NEG_INFINITY;
            } else {
                self.scores[at] += self.open_part(at, random);
            }
            best = best.max(self.scores[at]);
        }
        self.memory = highs;
    }

    /// What is not settled of a candidate adds to its lows.
    #[inline]
    fn open_part(&mut self, at: usize, random: &mut Xoshiro256PlusPlus) -> f64 {
        let open = &self.open[at];
        let weights = self.weights.as_slice();
        let mut sum = 0.0;
        // Nearly all time goes here; a generator that no other function sees stays in registers.
        let mut own = random.clone();
        for &(column, width) in &open.ranges {
            sum += weights[column] * (width * uniform(&mut own));
        }
        *random = own;
        for (column, panel) in &open.panels {
            sum += weights[*column] * panel.mean(&self.variates, &mut self.spacings, random);
        }
        sum
    }

    /// The logarithm of the weighted product of a candidate.
    fn product(&mut self, at: usize, random: &mut Xoshiro256PlusPlus) -> f64 {
        let mut dimensions = [0.0; 5];
        for (column, &dimension) in self.columns.iter().enumerate() {
            dimensions[dimension] += self.weights[column] * self.lows[column][at];
        }
        let open = &self.open[at];
        for &(column, width) in &open.ranges {
            dimensions[self.columns[column]] += self.weights[column] * (width * uniform(random));
        }
        for (column, panel) in &open.panels {
            let mean = panel.mean(&self.variates, &mut self.spacings, random);
            dimensions[self.columns[*column]] += self.weights[*column] * mean;
        }
        let parts = self.of_dimensions.0.iter().zip(dimensions);
        let parts = parts.filter(|(weight, _)| **weight > 0.0);
        let deal = self.question.deal;
        parts
            .map(|(weight, score)| weight * counted(deal, score))
            .sum()
    }
}

impl Panel {
    /// The highest mark.
    fn most(&self) -> f64 {
        let most = |marks: &mut dyn Iterator<Item = Option<f64>>| {
            marks.fold(0.0, |most, mark| f64::max(most, mark.unwrap_or(1.0)))
        };
        match self {
            Panel::Named(marks) => most(&mut marks.iter().map(|(_, mark)| *mark)),
            Panel::Unnamed(marks) => most(&mut marks.iter().copied()),
        }
    }

    /// The mean of the marks with weights in proportion to gamma variates, of named reviewers those of this draw.
    fn mean(
        &self,
        variates: &[f64],
        spacings: &mut Vec<f64>,
        random: &mut Xoshiro256PlusPlus,
    ) -> f64 {
        match self {
            Panel::Named(marks) => {
                let (mut sum, mut weights) = (0.0, 0.0);
                for &(reviewer, mark) in marks {
                    let weight = variates[reviewer];
                    sum += weight * mark.unwrap_or_else(|| uniform(random));
                    weights += weight;
                }
                if weights > 0.0 { sum / weights } else { 0.0 }
            }
            Panel::Unnamed(marks) => {
                // Variates of shape 1 over their sum are spacings of uniform points, without a logarithm.
                uniform_spacings(marks.len(), random, spacings);
                let parts = marks.iter().zip(spacings.iter());
                parts
                    .map(|(mark, weight)| weight * mark.unwrap_or_else(|| uniform(random)))
                    .sum()
            }
        }
    }
}

/// Everybody whose marks count in a draw, with their weight; nobody where no panel has names.
fn reviewers(question: &Question<'_>) -> Vec<(String, f64)> {
    let candidates = question.candidates.iter();
    let panels = candidates.flat_map(|one| one.ratings.panels().map(|(_, panel)| panel));
    let panels: Vec<&deal::Panel> = panels.collect();
    match panels.iter().any(|panel| panel.is_named()) {
        true => names(question.deal, &panels),
        false => Vec::new(),
    }
}

/// The marks that make a criterion of a candidate, if a panel without a consensus does; `None` too where nothing hangs on
/// who counts how much.
fn panel(candidate: &Candidate, id: CriterionId, reviewers: &[(String, f64)]) -> Option<Panel> {
    let panel = candidate.ratings.panel(id)?;
    if panel.consensus.is_some() {
        return None;
    }
    let given = |mark: &Mark| Some(mark.score.filter(|_| mark.withheld.is_none()));
    let is_settled = |marks: &[Option<f64>]| match marks {
        [] => true,
        [first, others @ ..] => first.is_some() && others.iter().all(|mark| mark == first),
    };
    let marks = || panel.marks.iter().filter(|mark| mark.score.is_some());
    if !panel.is_named() {
        let marks: Vec<Option<f64>> = marks().filter_map(given).collect();
        return (!is_settled(&marks)).then_some(Panel::Unnamed(marks));
    }
    let of_reviewer = |mark: &Mark| {
        let name = mark.reviewer.as_ref()?;
        let place = reviewers.iter().position(|(other, _)| other == name)?;
        (reviewers[place].1 > 0.0).then_some((place, given(mark)?))
    };
    let marks: Vec<(usize, Option<f64>)> = marks().filter_map(of_reviewer).collect();
    let given: Vec<Option<f64>> = marks.iter().map(|(_, mark)| *mark).collect();
    (!is_settled(&given)).then_some(Panel::Named(marks))
}

/// The weighted sums of values that stand by column, then candidate: plain loops over plain slices, which the
/// compiler turns into vector instructions.
fn weigh(weights: &[f64], values: &[Vec<f64>], sums: &mut [f64]) {
    sums.fill(0.0);
    let count = sums.len();
    let mut columns = values.chunks_exact(4).zip(weights.chunks_exact(4));
    for (four, weights) in &mut columns {
        let [a, b, c, d] = [0, 1, 2, 3].map(|at| &four[at][..count]);
        let [wa, wb, wc, wd] = [0, 1, 2, 3].map(|at| weights[at]);
        for at in 0..count {
            sums[at] += wa * a[at] + wb * b[at] + wc * c[at] + wd * d[at];
        }
    }
    let left = values.len() / 4 * 4;
    for (column, weight) in values[left..].iter().zip(&weights[left..]) {
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum += weight * value;
        }
    }
}
