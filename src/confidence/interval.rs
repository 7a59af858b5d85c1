//! How far each weight can move before another leads.

use super::contest::{Contestant, members};
use super::group::{Group, GroupOf, Groups};
use crate::criteria::Triple;
use crate::deal::{Aggregation, Deal};
use crate::model::Dimension;

/// Whose weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightOf {
    /// Of a dimension.
    Dimension(Dimension),
    /// Of a criterion, by its place in the plan.
    Criterion(usize),
}

/// The interval around today's weight in which today's leaders stay first, the other weights of its group keeping their
/// proportions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Whose weight.
    pub of: WeightOf,
    /// Today's weight, as a part of its group.
    pub share: f64,
    /// The least weight with which they stay first.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// Who leads just below, by place; `None` where nobody else does.
    pub below: Option<usize>,
    /// Who leads just above.
    pub above: Option<usize>,
    /// Of leaders that tie, who leads just above today's weight, if they part there.
    pub parted: Option<usize>,
    /// What the group is of the whole.
    pub whole: f64,
}

/// The smallest change of one weight that changes who leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Whose weight.
    pub of: WeightOf,
    /// Today's weight, as a part of its group.
    pub from: f64,
    /// The weight at which it happens.
    pub to: f64,
    /// The difference as a part of the whole.
    pub step: f64,
    /// Who then leads, by place.
    pub new_leader: usize,
}

/// Ends this near are one place.
const SAME_PLACE: f64 = 1e-12;
/// Lines whose slopes differ by more than this part.
const SAME_SLOPE: f64 = 1e-9;

/// A total along the move of one weight: what it is at weight 0, and by how much it rises to weight 1.
#[derive(Clone, Copy)]
struct Line {
    start: f64,
    slope: f64,
}

impl Line {
    /// Where another line passes this one; `None` where they never meet.
    fn meets(self, other: Line) -> Option<f64> {
        let slope = other.slope - self.slope;
        (slope != 0.0).then(|| (self.start - other.start) / slope)
    }
}

/// The intervals of all weights of groups of two or more; the dimensions first, then the criteria in the order of the
/// plan. `leaders` are the places of those that tie for the lead, in order.
pub fn intervals(
    deal: &Deal,
    groups: &Groups,
    contestants: &[Contestant],
    leaders: &[usize],
) -> Vec<Interval> {
    let value: fn(&Triple) -> f64 = |score| score.value;
    let is_sum = deal.aggregation == Aggregation::Arithmetic;
    let criteria = groups.criteria.iter().filter(|_| is_sum);
    let groups = groups.dimensions.iter().chain(criteria);
    let mut intervals = Vec::new();
    for group in groups.filter(|group| group.members.len() > 1) {
        // What does not move with the group is left out of no comparison.
        let rest = |one: &Contestant| match group.of {
            GroupOf::Dimensions | GroupOf::AllCriteria => 0.0,
            GroupOf::Criteria(of) => {
                let weights = deal.plan.weights.fractions.iter();
                let others = weights.filter(|(dimension, _)| *dimension != of);
                others
                    .map(|(d, weight)| weight * one.dimensions[d].value)
                    .sum()
            }
        };
        let values: Vec<(Vec<f64>, f64)> = contestants
            .iter()
            .map(|one| (members(deal, group, one, value), rest(one)))
            .collect();
        for at in 0..group.members.len() {
            let line = |(values, rest): &(Vec<f64>, f64)| line(group, at, values, *rest);
            let lines: Vec<Line> = values.iter().map(line).collect();
            intervals.push(interval(group, at, &lines, leaders));
        }
    }
    intervals
}

fn line(group: &Group, at: usize, values: &[f64], rest: f64) -> Line {
    let parts = group.shares.iter().zip(values).enumerate();
    let others = parts.filter(|(place, _)| *place != at);
    let others = others.map(|(_, (share, value))| (share * value, *share));
    let (sum, weight) = others.fold((0.0, 0.0), |sums, one| (sums.0 + one.0, sums.1 + one.1));
    // Not 1 - share, which is 0 beside a weight a million million times as large.
    let others = sum / weight;
    Line {
        start: rest + group.whole * others,
        slope: group.whole * (values[at] - others),
    }
}

fn interval(group: &Group, at: usize, lines: &[Line], leaders: &[usize]) -> Interval {
    let share = group.shares[at];
    // Leaders meet at today's weight: who passes the steepest of them passes all above it, and the flattest below it.
    let of_leaders = || leaders.iter().map(|leader| lines[*leader]);
    let steepest = of_leaders().max_by(|a, b| {
        a.slope
            .total_cmp(&b.slope)
            .then(a.start.total_cmp(&b.start))
    });
    let flattest = of_leaders().min_by(|a, b| {
        a.slope
            .total_cmp(&b.slope)
            .then(b.start.total_cmp(&a.start))
    });
    let rises = |other: Line| {
        steepest
            .filter(|leader| other.slope > leader.slope)?
            .meets(other)
    };
    let falls = |other: Line| {
        flattest
            .filter(|leader| other.slope < leader.slope)?
            .meets(other)
    };
    let others = (0..lines.len()).filter(|place| leaders.binary_search(place).is_err());
    let (mut low, mut below) = (0.0, None);
    let (mut high, mut above) = (1.0, None);
    for other in others {
        let passes_above = rises(lines[other]).map(|end| end.max(share));
        let passes_below = falls(lines[other]).map(|end| end.min(share));
        let slope = lines[other].slope;
        if let Some(end) = passes_above.filter(|end| *end < 1.0 - SAME_PLACE) {
            let is_first = end < high - SAME_PLACE;
            let is_steeper = |old: usize| end <= high + SAME_PLACE && slope > lines[old].slope;
            if is_first || above.is_some_and(is_steeper) {
                (high, above) = (if is_first { end } else { high }, Some(other));
            }
        }
        if let Some(end) = passes_below.filter(|end| *end > SAME_PLACE) {
            let is_first = end > low + SAME_PLACE;
            let is_steeper = |old: usize| end >= low - SAME_PLACE && slope < lines[old].slope;
            if is_first || below.is_some_and(is_steeper) {
                (low, below) = (if is_first { end } else { low }, Some(other));
            }
        }
    }
    Interval {
        of: match group.of {
            GroupOf::Dimensions => WeightOf::Dimension(Dimension::ALL[group.members[at]]),
            GroupOf::Criteria(_) | GroupOf::AllCriteria => WeightOf::Criterion(group.members[at]),
        },
        share,
        low,
        high,
        below,
        above,
        parted: parted(lines, leaders),
        whole: group.whole,
    }
}

/// Of leaders that tie the one that leads just above, if their lines part.
fn parted(lines: &[Line], leaders: &[usize]) -> Option<usize> {
    let slope = |place: &usize| lines[*place].slope;
    let steepest = leaders.iter().map(slope).fold(f64::NEG_INFINITY, f64::max);
    let flattest = leaders.iter().map(slope).fold(f64::INFINITY, f64::min);
    let mut leaders = leaders.iter();
    let first = leaders.find(|place| slope(place) >= steepest - SAME_SLOPE);
    first.filter(|_| steepest - flattest > SAME_SLOPE).copied()
}

/// The smallest change of a weight, in parts of the whole, with which another leads. Leaders that tie part at once.
pub fn nearest_change(intervals: &[Interval]) -> Option<Change> {
    let parting = intervals.iter().find_map(|interval| {
        Some(Change {
            of: interval.of,
            from: interval.share,
            to: interval.share,
            step: 0.0,
            new_leader: interval.parted?,
        })
    });
    if parting.is_some() {
        return parting;
    }
    let ends = intervals.iter().flat_map(|interval| {
        let ends = [
            interval.below.map(|leader| (interval.low, leader)),
            interval.above.map(|leader| (interval.high, leader)),
        ];
        ends.into_iter().flatten().map(|(to, new_leader)| Change {
            of: interval.of,
            from: interval.share,
            to,
            step: (to - interval.share).abs() * interval.whole,
            new_leader,
        })
    });
    // The first of equals.
    ends.reduce(|best, end| {
        if end.step < best.step - SAME_PLACE {
            end
        } else {
            best
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Source, read};
    use crate::score::Evaluation;

    /// Three that tie at a weight of a half, and one that passes the steepest of them at two thirds.
    #[test]
    fn who_leads_passes_all_that_tie() {
        let line = |start: f64, slope: f64| Line { start, slope };
        let group = Group {
            of: GroupOf::AllCriteria,
            members: vec![0, 1],
            shares: vec![0.5, 0.5],
            freedom: crate::confidence::Freedom::Fixed,
            whole: 1.0,
        };
        let lines = [
            line(0.0, 1.0),
            line(0.5, 0.0),
            line(1.0, -1.0),
            line(-1.0, 2.5),
            line(0.0, 0.9),
        ];
        let found = interval(&group, 0, &lines, &[0, 1, 2]);
        assert!((found.high - 2.0 / 3.0).abs() < 1e-12, "{}", found.high);
        assert_eq!((found.above, found.below, found.low), (Some(3), None, 0.0));
        assert_eq!(found.parted, Some(0));
    }

    /// By criteria 6 : 4, A is 10 and 0 of 10, B 0 and 10: A leads with 60 until its criterion weighs half.
    #[test]
    fn the_nearest_change_is_where_the_lines_meet() {
        let text = "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'o'\n\
                    [weights]\nby = 'criteria'\n\
                    [criteria.x]\ndimension = 'commitment'\nweight = 6\n\
                    [criteria.y]\ndimension = 'commitment'\nweight = 4\n\
                    [[candidates]]\nname = 'A'\nratings = { x = 10, y = 0 }\n\
                    [[candidates]]\nname = 'B'\nratings = { x = 0, y = 10 }\n";
        let deal = read(&Source::new("test.toml", text)).deal.expect("a deal");
        let contestant =
            |at: usize| Contestant::of(&Evaluation::of(&deal, &[&deal.candidates[at]]));
        let found = intervals(
            &deal,
            &Groups::of(&deal),
            &[contestant(0), contestant(1)],
            &[0],
        );
        let [x, y] = <&[Interval; 2]>::try_from(&found[..]).expect("two weights");
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} is not {b}");
        close(x.low, 0.5);
        close(x.high, 1.0);
        assert_eq!((x.below, x.above), (Some(1), None));
        close(y.low, 0.0);
        close(y.high, 0.5);
        assert_eq!((y.below, y.above), (None, Some(1)));
        let change = nearest_change(&found).expect("there is one");
        assert_eq!((change.of, change.new_leader), (WeightOf::Criterion(0), 1));
        close(change.to, 0.5);
        close(change.step, 0.1);
    }
}
