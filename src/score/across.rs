//! What of one candidate's evaluation depends on the others.

use super::gates::{self, GateKind};
use super::outcome::Outcome;
use super::scores::Scores;
use crate::criteria::Relation;
use crate::deal::{Across, Candidate, CriterionId, Deal, GateOn, OwnCriterion, Reference};
use crate::model::weighting::Relative;

/// Fills in what depends on all candidates of a deal, if nobody did yet.
pub fn settle(deal: &Deal) {
    if deal.across.get().is_none() {
        let found = across(deal);
        deal.across.get_or_init(|| found);
    }
}

fn across(deal: &Deal) -> Across {
    let is_relative = |own: &OwnCriterion| own.relative().is_some();
    let has_relative = deal.own_criteria.iter().any(is_relative);
    let eligible: Vec<usize> = match has_relative {
        true => (0..deal.candidates.len())
            .filter(|&place| is_eligible(deal, &deal.candidates[place]))
            .collect(),
        false => Vec::new(),
    };
    let references = deal.own_criteria.iter();
    Across {
        references: references
            .map(|own| reference(deal, own, &eligible))
            .collect(),
        marked: marked(deal),
    }
}

/// Whether nothing rules a candidate out that has to do with itself alone: no pass/fail gate, no minimum on a
/// criterion that is not relative. One whose fail is undone by evidence taken for unknown counts as failing.
fn is_eligible(deal: &Deal, candidate: &Candidate) -> bool {
    let passes = |candidate: &Candidate| {
        let members = [candidate];
        let relation = Relation::new(deal, &members);
        let scores = Scores::of(&relation);
        let (mut all, mut concerns) = (Vec::new(), Vec::new());
        gates::all(&relation, &scores, &mut all, &mut concerns);
        all.iter().all(|gate| match gate.kind {
            GateKind::Minimum(minimum, _) => match minimum.on {
                GateOn::Criterion(id) if !is_relative(deal, id) => gate.outcome != Outcome::Fail,
                GateOn::Score | GateOn::Dimension(_) | GateOn::Criterion(_) => true,
            },
            GateKind::PassFail(..) | GateKind::Known { .. } => gate.outcome != Outcome::Fail,
        })
    };
    passes(candidate) && candidate.as_stated.as_deref().is_none_or(passes)
}

fn is_relative(deal: &Deal, id: CriterionId) -> bool {
    match id {
        CriterionId::Own(place) => deal.own_criteria[place as usize].relative().is_some(),
        CriterionId::Builtin(_) | CriterionId::Whole(_) => false,
    }
}

fn reference(deal: &Deal, own: &OwnCriterion, eligible: &[usize]) -> Reference {
    let Some(relative) = own.relative() else {
        return Reference::default();
    };
    let measure = |place: &usize| deal.candidates[*place].measures.get(own.name);
    let measures = eligible.iter().filter_map(measure);
    let best = match relative {
        Relative::Lowest => measures.reduce(f64::min),
        Relative::Highest => measures.reduce(f64::max),
    };
    let mut holders = eligible
        .iter()
        .filter(|place| best.is_some() && measure(place) == best);
    let holder = match (holders.next(), holders.next()) {
        (Some(only), None) => Some(*only),
        _ => None,
    };
    let silent = eligible.iter().copied();
    let mut silent = silent.filter(|place| measure(place).is_none());
    Reference {
        best,
        holder,
        silent: [silent.next(), silent.next()],
    }
}

/// Who marked anybody on each criterion that the deal asks.
fn marked(deal: &Deal) -> Vec<(CriterionId, Vec<String>)> {
    let mut marked: Vec<(CriterionId, Vec<String>)> = Vec::new();
    for asked in &deal.plan.asked {
        let panels = deal.candidates.iter();
        let panels = panels.filter_map(|candidate| candidate.ratings.panel(asked.id));
        let marks = panels.flat_map(|panel| &panel.marks);
        let names = marks.filter(|mark| mark.score.is_some());
        let mut names: Vec<String> = names.filter_map(|mark| mark.reviewer.clone()).collect();
        names.sort_unstable();
        names.dedup();
        if !names.is_empty() {
            marked.push((asked.id, names));
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use crate::criteria::Triple;
    use crate::deal::Deal;
    use crate::read::{Source, read};
    use crate::score::Evaluation;

    fn deal(relative: &str, candidates: &str) -> Deal {
        let text = format!(
            "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'o'\n[weights]\n\
             by = 'criteria'\n[criteria.price]\ndimension = 'cost_sharing'\nweight = 1\n\
             relative = '{relative}'\n{candidates}"
        );
        let reading = read(&Source::new("test.toml", text));
        assert!(reading.deal.is_some(), "{:#?}", reading.problems);
        reading.deal.expect("just checked")
    }

    fn candidate(name: &str, rest: &str) -> String {
        format!("[[candidates]]\nname = '{name}'\n{rest}\n")
    }

    fn scores(deal: &Deal) -> Vec<Triple> {
        let candidates = deal.candidates.iter();
        candidates
            .map(|one| Evaluation::of(deal, &[one]).scores.total.score)
            .collect()
    }

    fn values(scores: &[Triple]) -> Vec<f64> {
        scores.iter().map(|score| score.value).collect()
    }

    /// 100 / 125 = 0.8. Whoever is ruled out sets no price: 50 of them would make it 0.4.
    #[test]
    fn the_lowest_that_nothing_rules_out_is_the_measure() {
        let all = [
            candidate("a", "measures.price = 100"),
            candidate("b", "measures.price = 125"),
            candidate("c", "measures.price = 50\nveto = 'banned'"),
        ];
        let found = scores(&deal("lowest", &all.concat()));
        assert_eq!(values(&found), [1.0, 0.8, 1.0]);
        let found = scores(&deal("highest", &all.concat()));
        assert_eq!(values(&found), [0.8, 1.0, 0.4]);
    }

    /// Somebody who states no price may ask next to nothing.
    #[test]
    fn whoever_is_silent_could_be_the_lowest() {
        let all = candidate("a", "measures.price = 100") + &candidate("b", "");
        let found = scores(&deal("lowest", &all));
        let [a, b] = <[Triple; 2]>::try_from(found).expect("two candidates");
        assert_eq!((a.value, a.low, a.high), (1.0, 0.0, 1.0));
        assert_eq!((b.value, b.low, b.high), (0.0, 0.0, 1.0));
    }
}
