//! Keeps the best rows of a table that is longer than memory.

use crate::model::SLACK;
use crate::read::rows::Record;
use crate::score::rank;

/// A row that may be among the best.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What it is chosen by, 0..1: its total, or the high end of that.
    pub value: f64,
    /// Its name.
    pub name: String,
    /// What stands in the table.
    pub record: Record,
}

impl Kept {
    /// The line on which it begins.
    pub fn line(&self) -> u32 {
        self.record.row().line
    }
}

/// The best rows by rank, then name, then line.
///
/// Ranks forgive rounding: rows that differ by no more than the slack tie, and their names decide. So a
/// row can only be left out once so many others are better by more than the slack, or have the very
/// same total and an earlier name.
#[derive(Clone, Debug)]
pub struct Best {
    most: usize,
    kept: Vec<Kept>,
    /// How many rows are let in before the worst are thrown out.
    room: usize,
    least: f64,
}

impl Best {
    /// The best so many rows.
    pub fn new(most: usize) -> Self {
        Self {
            most,
            kept: Vec::new(),
            room: 2 * most + 64,
            least: 0.0,
        }
    }

    /// No row of a lower total can be among the best.
    pub fn least(&self) -> f64 {
        self.least
    }

    /// Lets a row in.
    pub fn push(&mut self, row: Kept) {
        if row.value < self.least {
            return;
        }
        self.kept.push(row);
        if self.kept.len() > self.room {
            self.throw_out();
            self.room = 2 * self.kept.len().max(self.most) + 64;
        }
    }

    fn throw_out(&mut self) {
        let most = self.most;
        self.kept.sort_by(|a, b| {
            let by_value = b.value.total_cmp(&a.value);
            by_value.then_with(|| (&a.name, a.line()).cmp(&(&b.name, b.line())))
        });
        if let Some(last) = self.kept.get(most.saturating_sub(1)) {
            self.least = self.least.max(last.value - SLACK);
        }
        let least = self.least;
        let mut equal = (f64::NAN, 0);
        self.kept.retain(|row| {
            let count = if row.value == equal.0 { equal.1 + 1 } else { 1 };
            equal = (row.value, count);
            row.value >= least && count <= most
        });
    }

    /// The best rows, best first.
    pub fn finish(mut self) -> Vec<Kept> {
        self.kept.sort_by_key(Kept::line);
        let values: Vec<(&str, f64)> = self
            .kept
            .iter()
            .map(|row| (row.name.as_str(), row.value))
            .collect();
        let places: Vec<usize> = rank(&values)
            .into_iter()
            .take(self.most)
            .map(|(place, _)| place)
            .collect();
        let mut kept: Vec<Option<Kept>> = self.kept.into_iter().map(Some).collect();
        places
            .into_iter()
            .filter_map(|place| kept[place].take())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(line: usize, value: f64, name: &str) -> Kept {
        Kept {
            value,
            name: name.to_owned(),
            record: Record::new(line as u32, [name]),
        }
    }

    proptest! {
        /// Near ties, exact ties and equal names included, in whatever order the rows come.
        #[test]
        fn the_best_are_those_of_the_whole_table(
            rows in proptest::collection::vec((0u32..6, 0u32..4, "[ab]{1,2}"), 1..400),
            most in 1usize..8,
        ) {
            let rows: Vec<Kept> = rows
                .iter()
                .enumerate()
                .map(|(line, (coarse, fine, name))| {
                    row(line, f64::from(*coarse) / 10.0 + f64::from(*fine) * 6e-10, name)
                })
                .collect();
            let mut few = Best { room: most, ..Best::new(most) };
            let mut all = Best { room: usize::MAX, ..Best::new(most) };
            for row in rows.iter().rev() {
                few.push(row.clone());
                if few.kept.len() > 4 * most {
                    few.throw_out();
                }
            }
            rows.into_iter().for_each(|row| all.push(row));
            prop_assert_eq!(few.finish(), all.finish());
        }
    }

    #[test]
    fn equal_rows_do_not_fill_the_memory() {
        let mut best = Best::new(3);
        for line in 0..100_000 {
            best.push(row(line, 0.5, &format!("{:06}", 100_000 - line)));
        }
        assert!(best.kept.capacity() < 1000);
        let names: Vec<String> = best.finish().into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["000001", "000002", "000003"]);
    }
}
