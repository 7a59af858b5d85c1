//! How sure the lead is, in plain sentences: at which level a claim holds, and what it holds fixed.

use super::text::one_stop;
use super::words::rival;
use crate::assessment::{Assessment, Row};
use crate::confidence::{Confidence, Freedom, Group, Groups, ReviewerView, WeightOf};
use crate::deal::{Aggregation, Asked, Deal, GateFrom};
use crate::explain::{decimals, list, number, percent, points, thousands};
use crate::model::SLACK;
use crate::score::{Outcome, Verdict};

/// Those ahead and ruled out that are named; the rest is counted.
const MOST_OUT: usize = 3;

/// On how many draws first places rest that were stopped; as many asked for give the same again.
pub fn stopped_draws(draws: u64, asked: u64) -> String {
    format!(
        "rest on {} of {} draws, which were stopped; --draws {draws} makes the same ones",
        thousands(draws),
        thousands(asked)
    )
}

/// The names of the candidates of an assessment.
struct Lead<'a> {
    assessment: &'a Assessment<'a>,
    deal: &'a Deal,
    confidence: &'a Confidence,
    groups: Groups,
}

/// How sure the lead is, in plain words.
pub(super) fn lead_sentences(assessment: &Assessment<'_>) -> Vec<String> {
    let sentences = sentences(assessment).into_iter();
    sentences.map(one_stop).collect()
}

/// Who would choose whom, and what would change without one of them.
pub(super) fn reviewer_sentences(assessment: &Assessment<'_>) -> Vec<String> {
    let able = assessment.confidence.can_lead.iter().filter(|can| **can);
    match able.count() {
        // There is nobody else to choose.
        0 | 1 => Vec::new(),
        _ => Lead::of(assessment).reviewers(),
    }
}

fn sentences(assessment: &Assessment<'_>) -> Vec<String> {
    let lead = Lead::of(assessment);
    if assessment.rows.is_empty() {
        return vec!["There is no candidate.".to_owned()];
    }
    let mut sentences = lead.missing();
    sentences.extend(lead.out());
    let able = lead.confidence.can_lead.iter().filter(|can| **can).count();
    if able == 1 {
        sentences.push(lead.alone());
        sentences.extend(rival(assessment));
        sentences.extend(lead.stopped());
        return sentences;
    }
    if assessment.leaves_rows_out() {
        sentences.push(format!("Among these {}:", assessment.rows.len()));
    }
    sentences.push(lead.ahead());
    sentences.push(lead.claim());
    sentences.extend(lead.evidence());
    sentences.push(lead.nearest());
    sentences.extend(lead.others());
    sentences.extend(lead.reviewers());
    sentences.extend(rival(assessment));
    sentences.extend(lead.stopped());
    sentences
}

impl<'a> Lead<'a> {
    fn of(assessment: &'a Assessment<'a>) -> Self {
        Self {
            assessment,
            deal: assessment.deal,
            confidence: &assessment.confidence,
            groups: Groups::of(assessment.deal),
        }
    }

    fn name(&self, place: usize) -> &str {
        self.assessment.name(place)
    }

    fn names(&self, places: &[usize]) -> Vec<&str> {
        places.iter().map(|&place| self.name(place)).collect()
    }

    fn value(&self, place: usize) -> f64 {
        let row = &self.assessment.rows[place];
        row.evaluation.scores.total.score.value
    }

    /// Whose reviews are missing.
    fn missing(&self) -> Vec<String> {
        let missing = self.deal.missing_reviews.iter().map(String::as_str);
        let missing: Vec<&str> = missing.collect();
        match missing.is_empty() {
            true => Vec::new(),
            false => vec![format!(
                "This is without {}, whose review files are missing.",
                list(&missing, "and")
            )],
        }
    }

    /// Who is ahead and ruled out, and by what.
    fn out(&self) -> Vec<String> {
        let out = &self.confidence.ahead_but_out;
        let sentence = |&place: &usize| {
            let evaluation = &self.assessment.rows[place].evaluation;
            let stopped = evaluation.stopped_by().into_iter();
            let failed = stopped.filter(|gate| gate.outcome == Outcome::Fail);
            let failed: Vec<&str> = failed.map(|gate| gate.title(self.deal)).collect();
            format!(
                "{} scores {} and is ruled out ({}).",
                self.name(place),
                points(self.value(place)),
                failed.join(", ")
            )
        };
        let mut sentences: Vec<String> = out.iter().take(MOST_OUT).map(sentence).collect();
        let more = out.len().saturating_sub(MOST_OUT);
        if more > 0 {
            sentences.push(format!(
                "So are {more} more with a better rank than the leader."
            ));
        }
        sentences
    }

    /// That first places rest on fewer draws than were asked for.
    fn stopped(&self) -> Option<String> {
        let (draws, asked) = (self.confidence.draws, self.confidence.draws_asked);
        (draws < asked).then(|| format!("First places {}.", stopped_draws(draws, asked)))
    }

    /// Of a leader beside whom nobody can be chosen.
    fn alone(&self) -> String {
        let leader = self.name(self.confidence.leader);
        let words = match (
            self.assessment.rows.len(),
            self.assessment.leaves_rows_out(),
        ) {
            (1, true) => "is shown alone: --top 2 compares it with the next.",
            (1, false) if self.has_bad_rows() => {
                "is the only row that could be read: nothing to compare it with."
            }
            (1, false) => "is the only candidate: nothing to compare it with.",
            _ => "is the only one that is not ruled out: nothing to compare it with.",
        };
        format!("{leader} {words}")
    }

    fn has_bad_rows(&self) -> bool {
        let screened = self.assessment.screened.as_ref();
        screened.is_some_and(|screened| screened.bad > 0)
    }

    fn ahead(&self) -> String {
        let confidence = self.confidence;
        let leader = confidence.leader;
        if confidence.leaders.len() > 1 {
            let tied = self.names(&confidence.leaders);
            return format!(
                "{} are tied at {}.",
                list(&tied, "and"),
                points(self.value(leader))
            );
        }
        let able = (0..self.assessment.rows.len()).filter(|&place| confidence.can_lead[place]);
        let next = able.filter(|&place| place != leader).min();
        let next = next.unwrap_or(leader);
        let ahead = (self.value(leader) - self.value(next)) * 100.0;
        let ahead = if ahead < 0.05 {
            number(ahead)
        } else {
            decimals(ahead, 1)
        };
        let all_are_out = self
            .assessment
            .rows
            .iter()
            .all(|row| row.evaluation.verdict == Verdict::NotRecommended);
        let aside = if all_are_out {
            ", though all are ruled out"
        } else {
            ""
        };
        format!(
            "{} is {ahead} points ahead of {}{aside}.",
            self.name(leader),
            self.name(next)
        )
    }

    fn subject(&self) -> String {
        match self.confidence.leaders[..] {
            [_] => "This".to_owned(),
            _ => format!("That {} leads or ties", self.name(self.confidence.leader)),
        }
    }

    fn is_all_known(&self) -> bool {
        let able = self.assessment.rows.iter().zip(&self.confidence.can_lead);
        let mut able = able.filter(|(_, can)| **can);
        able.all(|(row, _)| {
            let score = row.evaluation.scores.total.score;
            score.high - score.low <= SLACK
        })
    }

    /// At which level the lead holds whatever the weights, and what is held fixed.
    fn claim(&self) -> String {
        let groups = &self.groups;
        let holds = self.confidence.holds;
        let subject = self.subject();
        let is_known = self.is_all_known();
        let evidence = |holds: Option<bool>| match holds {
            Some(true) if !is_known && !self.hangs_on_others() => format!(
                ", whatever the missing answers turn out to be{}",
                self.while_it_passes()
            ),
            _ => String::new(),
        };
        let of_criteria = criteria_words(groups);
        let of_dimensions = dimension_words(groups);
        match (holds.criteria, holds.dimensions) {
            (None, None) if self.deal.plan.weights.is_by_criteria() => {
                format!("{subject} is so at the published weights.")
            }
            (None, None) => format!("{subject} is so at these weights."),
            (Some(true), None) => format!(
                "{subject} holds with any weights of the criteria{of_criteria}{}.",
                evidence(holds.criteria_whatever)
            ),
            (Some(false), None) => {
                format!("Other weights of the criteria{of_criteria} could change the leader.")
            }
            (Some(true), Some(_)) => {
                let too = match groups.criteria_vary() {
                    true => format!(", and of the criteria{of_criteria}"),
                    false => String::new(),
                };
                format!(
                    "{subject} holds with any weights of the dimensions{of_dimensions}{too}{}.",
                    evidence(holds.criteria_whatever)
                )
            }
            (criteria, Some(true)) => {
                let but = match criteria {
                    Some(false) if groups.criteria_vary() => {
                        format!("; other weights of the criteria{of_criteria} could change it")
                    }
                    _ => String::new(),
                };
                format!(
                    "{subject} holds with any weights of the dimensions{of_dimensions}, those of the criteria \
                     as they are{}{but}.",
                    evidence(holds.dimensions_whatever)
                )
            }
            (_, Some(false)) => {
                format!("Other weights of the dimensions{of_dimensions} could change the leader.")
            }
        }
    }

    /// ` as long as A passes its gates`, where that is open: who does not cannot lead.
    fn while_it_passes(&self) -> String {
        let leader = self.confidence.leader;
        let verdict = self.assessment.rows[leader].evaluation.verdict;
        match verdict {
            Verdict::Conditional | Verdict::Undecided => {
                format!(", as long as {} passes its gates", self.name(leader))
            }
            Verdict::Recommended | Verdict::NotRecommended => String::new(),
        }
    }

    /// Whether somebody's answers could move the scores of others: a criterion is set against the candidates that
    /// nothing rules out, and who these are is open.
    fn hangs_on_others(&self) -> bool {
        let asks_relative = self.deal.asked_relative().next().is_some();
        let is_undecided = |row: &Row| {
            row.evaluation
                .gates
                .iter()
                .any(|gate| gate.outcome == Outcome::Undecided)
        };
        asks_relative && self.assessment.rows.iter().any(is_undecided)
    }

    /// What the missing answers could change at these weights.
    fn evidence(&self) -> Option<String> {
        let holds = self.confidence.holds;
        let is_safe = holds.criteria_whatever == Some(true)
            || (holds.criteria.is_none() && holds.dimensions_whatever == Some(true));
        if is_safe || self.is_all_known() || self.hangs_on_others() {
            return None;
        }
        let rivals = self.names(&self.confidence.could_overtake);
        Some(match rivals.len() {
            0 => format!(
                "At these weights nothing that is open can change it{}.",
                self.while_it_passes()
            ),
            1..=3 => format!(
                "Once the missing answers are in, {} could lead instead.",
                list(&rivals, "or")
            ),
            n => format!("Once the missing answers are in, one of {n} others could lead instead."),
        })
    }

    fn nearest(&self) -> String {
        let Some(change) = self.confidence.nearest_change else {
            let of = match self.deal.aggregation {
                Aggregation::Arithmetic => "",
                // Criteria do not add up under the weighted product, and are not looked at.
                Aggregation::Geometric => " of a dimension",
            };
            return format!("No change of a single weight{of} changes the leader.");
        };
        let deal = self.deal;
        let title = weight_title(deal, change.of);
        let leader = self.name(change.new_leader);
        if change.step == 0.0 {
            return format!(
                "With a little more weight on {title}, {leader} is ahead of others that tie."
            );
        }
        let within = within(deal, change.of);
        // Two weights that differ are not shown as one.
        let digits = [0, 1, 2, 3].into_iter().find(|&digits| {
            let shown = |share: f64| decimals(share * 100.0, digits);
            shown(change.from) != shown(change.to)
        });
        let shown = |share: f64| decimals(share * 100.0, digits.unwrap_or(4)) + "%";
        format!(
            "Nearest change: with {title} at {}{within} instead of {}, {leader} leads.",
            shown(change.to),
            shown(change.from)
        )
    }

    /// Who else would lead by other ways of counting.
    fn others(&self) -> Vec<String> {
        let confidence = self.confidence;
        let mut sentences = Vec::new();
        let relative = self.deal.asked_relative();
        let relative: Vec<&str> = relative
            .map(|(id, _)| self.deal.criterion_title(id))
            .collect();
        let are = if relative.len() > 1 { "are" } else { "is" };
        for withdrawal in &confidence.withdrawals {
            let name = |place: usize| self.deal.candidates[place].name.as_str();
            sentences.push(format!(
                "If {} withdrew, {} would lead, for {} {are} set against the other candidates.",
                name(withdrawal.candidate),
                name(withdrawal.new_leader),
                list(&relative, "and")
            ));
        }
        if let Some(other) = confidence.geometric_leader
            && self.deal.aggregation == Aggregation::Arithmetic
            && !self.deal.plan.weights.is_by_criteria()
        {
            sentences.push(format!(
                "If a weak dimension could not be made up for by strong ones (geometric mean), {} would \
                 lead.",
                self.name(other)
            ));
        }
        if let Some(likely) = confidence.likely_leader() {
            let share = confidence.first_place(likely).unwrap_or(0.0);
            sentences.push(format!(
                "{} ranks first more often ({}): the rank goes by what is proven, first place by what is \
                 likely{}.",
                self.name(likely),
                percent(share),
                self.drawn()
            ));
        }
        sentences
    }

    /// What differs from draw to draw.
    fn drawn(&self) -> String {
        let rows = self.assessment.rows.iter().zip(&self.confidence.can_lead);
        let mut totals = rows.filter_map(|(row, can)| can.then_some(&row.evaluation.scores.total));
        let is_open = totals.any(|total| total.score.high - total.score.low > SLACK);
        let asked = self
            .deal
            .plan
            .asked
            .iter()
            .filter(|asked| asked.weight > 0.0);
        let is_of_many_minds = |asked: &Asked| {
            let panels = self
                .deal
                .candidates
                .iter()
                .filter_map(|of| of.ratings.panel(asked.id));
            let mut open = panels.filter(|panel| panel.consensus.is_none());
            open.any(|panel| panel.marks.len() > 1)
        };
        let has_panels = asked.into_iter().any(is_of_many_minds);
        let mut words = Vec::new();
        if self.groups.can_vary() {
            words.push("with other weights");
        }
        if has_panels {
            words.push("with each reviewer counting for more or less");
        }
        if is_open {
            words.push("once the missing answers are in");
        }
        match words.is_empty() {
            true => String::new(),
            false => format!(" {}", list(&words, "and")),
        }
    }

    /// Who of the reviewers would choose whom, and whether one of them decides.
    fn reviewers(&self) -> Vec<String> {
        let Some(reviews) = &self.confidence.reviews else {
            return Vec::new();
        };
        let leader = self.confidence.leader;
        let rated = reviews.each.iter().filter(|view| view.has_marked);
        // A tie is no choice, unless it is today's.
        let chooses =
            |view: &&ReviewerView| view.leads == [leader] || view.leads == self.confidence.leaders;
        let (with, against): (Vec<&ReviewerView>, Vec<&ReviewerView>) = rated.partition(chooses);
        let mut sentences = Vec::new();
        let count = with.len() + against.len();
        if count > 1 {
            // Those who choose the same stand together.
            let mut choices: Vec<(&[usize], Vec<&str>)> = Vec::new();
            for view in &against {
                match choices.iter_mut().find(|(leads, _)| *leads == view.leads) {
                    Some((_, names)) => names.push(&view.name),
                    None => choices.push((&view.leads, vec![&view.name])),
                }
            }
            let others = choices.iter().map(|(leads, names)| {
                let leads = list(&self.names(leads), "or");
                format!("{} would choose {leads}", list(names, "and"))
            });
            let others: Vec<String> = others.collect();
            let today = list(&self.names(&self.confidence.leaders), "or");
            let with = match with.len() {
                0 => "None".to_owned(),
                some => some.to_string(),
            };
            sentences.push(match others.is_empty() {
                true => format!("Each of the {count} reviewers alone would choose {today}."),
                false => format!(
                    "{with} of {count} reviewers alone would choose {today}; {}.",
                    others.join(", ")
                ),
            });
        }
        for view in &reviews.each {
            let without = &view.leads_without;
            let is_new_tie = without.len() > 1 && self.confidence.leaders.len() == 1;
            if !without.contains(&leader) || is_new_tie {
                let verb = if is_new_tie { "tie" } else { "lead" };
                let leads = list(&self.names(without), "and");
                sentences.push(format!("Without {} {leads} would {verb}.", view.name));
            }
        }
        if !reviews.common.contains(&leader) {
            let leads = self.names(&reviews.common);
            sentences.push(format!(
                "By those alone who marked everybody on a criterion {} would lead.",
                list(&leads, "and")
            ));
        }
        sentences
    }
}

fn freedom_words(freedom: &Freedom) -> &'static str {
    match freedom {
        Freedom::Fixed => " as they are",
        Freedom::Order(tiers) if tiers.len() < 2 => "",
        Freedom::Order(_) => " that keep the order of importance",
        Freedom::Ranges(_) => " within their ranges",
    }
}

fn dimension_words(groups: &Groups) -> &'static str {
    let freedom = groups.dimensions.as_ref().map(|group| &group.freedom);
    freedom.map_or("", freedom_words)
}

/// How the weights of criteria may move: where no deal gives any, in any way.
fn criteria_words(groups: &Groups) -> &'static str {
    let moving = || groups.criteria.iter().filter(|group| group.can_vary());
    let is_range = |group: &Group| matches!(group.freedom, Freedom::Ranges(_));
    let is_free =
        |group: &Group| matches!(&group.freedom, Freedom::Order(tiers) if tiers.len() < 2);
    if moving().next().is_none() {
        " as they are"
    } else if moving().all(is_range) {
        " within their ranges"
    } else if moving().any(is_range) {
        " within their ranges and orders"
    } else if moving().all(is_free) {
        " (the deal gives no order of them)"
    } else {
        " that keep their order"
    }
}

/// The gates of a house that did not apply, in a sentence; none where all did.
pub(super) fn house_sentence(deal: &Deal) -> Option<String> {
    let house = deal.plan.house.as_ref()?;
    let left: Vec<&str> = house.not_applicable.iter().map(String::as_str).collect();
    (!left.is_empty()).then(|| {
        format!(
            "Gates of the house that do not apply to this deal: {}.",
            left.join(", ")
        )
    })
}

/// Whose gate it is, where a reader could wonder.
pub(super) fn from_words(from: GateFrom) -> &'static str {
    match from {
        GateFrom::House => " (the house)",
        GateFrom::Command => " (--fail-under)",
        GateFrom::Default | GateFrom::Deal | GateFrom::Rule => "",
    }
}

/// What a weight is of, as reports call it.
pub(super) fn weight_title(deal: &Deal, of: WeightOf) -> &str {
    match of {
        WeightOf::Dimension(dimension) => deal.dimension_title(dimension),
        WeightOf::Criterion(place) => deal.criterion_title(deal.plan.asked[place].id),
    }
}

/// ` of complementarity`, if the weight is a part of a dimension.
pub(super) fn within(deal: &Deal, of: WeightOf) -> String {
    match of {
        WeightOf::Criterion(place) if !deal.plan.weights.is_by_criteria() => {
            let dimension = deal.plan.asked[place].dimension;
            format!(" of {}", deal.dimension_title(dimension))
        }
        WeightOf::Dimension(_) | WeightOf::Criterion(_) => String::new(),
    }
}
