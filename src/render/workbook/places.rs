//! Where everything stands, so that a formula of one sheet finds the cells of another.

use super::cells::{At, Range};
use super::columns::scores::Part;
use super::columns::{criteria, gates, scores, weights};
use super::layout::Layout;
use crate::model::Dimension;

impl Layout<'_> {
    /// The places of the criteria of a dimension, which stand together: the first, and how many.
    pub fn span(&self, dimension: Dimension) -> (usize, usize) {
        let asked = self.asked();
        let first = asked.iter().position(|asked| asked.dimension == dimension);
        (
            first.unwrap_or_default(),
            self.deal.plan.of(dimension).count(),
        )
    }

    /// A cell of the table of dimensions.
    pub fn dimension_weight(&self, dimension: usize, column: u16) -> At {
        At::new(weights::FIRST + dimension as u32, column)
    }

    /// A cell of the table of criteria on the sheet of weights.
    pub fn criterion_weight(&self, place: usize, column: u16) -> At {
        let first = weights::FIRST + self.dimensions.len() as u32 + weights::BETWEEN;
        At::new(first + place as u32, column)
    }

    /// A cell of the table of reviewers.
    pub fn marker_weight(&self, marker: usize) -> At {
        let below = self.criterion_weight(self.asked().len(), weights::WEIGHT);
        At::new(
            below.row + weights::BETWEEN + marker as u32 - 1,
            below.column,
        )
    }

    /// A cell of the row of a candidate and a criterion.
    pub fn criterion(&self, candidate: usize, place: usize, column: u16) -> At {
        let row = candidate * self.asked().len() + place;
        At::new(criteria::FIRST + row as u32, column)
    }

    /// A cell of the row of a candidate on the sheet of scores.
    pub fn score(&self, candidate: usize, column: u16) -> At {
        At::new(scores::FIRST + candidate as u32, column)
    }

    /// A cell of the row of a candidate on the sheet of gates.
    pub fn gate(&self, candidate: usize, column: u16) -> At {
        At::new(gates::FIRST + candidate as u32, column)
    }

    /// The weights of a dimension's criteria.
    pub fn weights_of(&self, dimension: usize) -> Range {
        let (first, count) = self.span(self.dimensions[dimension]);
        Range::down(self.criterion_weight(first, weights::WEIGHT), count)
    }

    /// The column of a number of a dimension, by its place.
    pub fn part_column(&self, part: Part, dimension: usize) -> u16 {
        let group = part as usize * self.dimensions.len();
        scores::DIMENSIONS + (group + dimension) as u16
    }

    /// The column of the total if half of what is open turns out well.
    pub fn half_column(&self) -> u16 {
        scores::DIMENSIONS + (Part::ALL.len() * self.dimensions.len()) as u16
    }

    /// The column of the rank of those that can lead.
    pub fn leads_column(&self) -> u16 {
        self.half_column() + 1
    }

    /// The column of the reasons, behind the gates.
    pub fn why_column(&self) -> u16 {
        gates::OUTCOMES + self.gates.len() as u16
    }

    /// The column that tells whether a minimum would not hold if half of what is open turned out well.
    pub fn short_column(&self, gate: usize) -> u16 {
        self.why_column() + 1 + gate as u16
    }

    /// The column of the measures that can be the best of a relative criterion.
    pub fn measure_column(&self, relative: usize) -> u16 {
        self.short_column(self.minimums) + relative as u16
    }

    /// The column that tells who of those that could set the best states no measure.
    pub fn silent_column(&self, relative: usize) -> u16 {
        self.measure_column(self.relative.len()) + relative as u16
    }

    /// The measures among which the best of a relative criterion is sought.
    pub fn measures(&self, relative: usize) -> Range {
        self.all(self.gate(0, self.measure_column(relative)))
    }

    /// Who of those that could set it states none, of all candidates.
    pub fn silent(&self, relative: usize) -> Range {
        self.all(self.gate(0, self.silent_column(relative)))
    }

    /// The same of one.
    pub fn silent_at(&self, candidate: usize, relative: usize) -> At {
        self.gate(candidate, self.silent_column(relative))
    }

    /// A column of all candidates, from the first.
    pub fn all(&self, first: At) -> Range {
        Range::down(first, self.shown.len())
    }
}
