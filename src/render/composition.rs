//! `compose`: the best sets of members, as text and as a comment.

use comfy_table::{Cell, CellAlignment, Table, presets};

use super::comment::{Comment, prose};
use super::sanitize::sanitize;
use super::terms::blocked;
use super::text::{BOLD, Page, command, mark};
use super::words::{
    self, file_word, names, range, seal_line, seal_sentence, stopping_reasons, verdict_words,
    weights,
};
use crate::compose::{Composition, Found, SetAnalysis};
use crate::criteria::{Formula, Relation, formula_of};
use crate::deal::Deal;
use crate::explain::{decimals, list, percent, points, rounded, share, signed};
use crate::model::Dimension;
use crate::read::Source;
use crate::score::{Evaluation, Scores, Terms, redundant};

/// The best sets as text.
pub fn render(
    source: &Source,
    deal: &Deal,
    composition: &Composition<'_>,
    reading: &str,
    page: Page,
) -> String {
    let mut text = words::header(deal, page);
    text.push('\n');
    let Some(best) = composition.sets.first() else {
        return text + &page.paragraph("Sets", BOLD, none_found(composition)) + &seal_line(deal);
    };
    text.push_str(&table(deal, composition, page));
    text.push('\n');
    text.push_str(&page.paragraph("Proof", BOLD, &proof(composition)));
    let (word, style) = mark(best.evaluation.verdict);
    text.push_str(&page.paragraph(word, style, &standing(deal, best)));
    for words in about(source, deal, best) {
        text.push_str(&page.paragraph("", BOLD, &words));
    }
    if let Some(second) = composition.sets.get(1) {
        text.push_str(&page.paragraph("Lead", BOLD, &against(deal, best, second)));
    }
    text.push_str(&seal_line(deal));
    let members: Vec<&str> = best
        .members
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    // Who reads it has no review files, and no option may name them.
    if let Some(file) = file_word(source).filter(|_| !deal.is_anonymous()) {
        let command = command("explain", file, &members, reading);
        text.push_str(&format!("{BOLD}Next{BOLD:#}  {}\n", sanitize(&command)));
    }
    text
}

/// The best sets as a comment, with the gates asked for that do not hold.
pub fn markdown(
    source: &Source,
    deal: &Deal,
    composition: &Composition<'_>,
    not_met: impl Iterator<Item = impl AsRef<str>>,
) -> String {
    let mut comment = Comment::new(&deal.name);
    comment.paragraph(&format!(
        "A {} for {}. {}.",
        deal.relationship.title(),
        deal.organization.name,
        weights(deal)
    ));
    comment.paragraph(&seal_sentence(deal));
    let not_met = not_met.map(|words| words.as_ref().to_owned());
    comment.list("Gates not met", &not_met.collect::<Vec<_>>());
    let Some(best) = composition.sets.first() else {
        comment.strong(none_found(composition));
        return comment.finish();
    };
    comment.paragraph(&format!("Proof: {}", proof(composition)));
    let verdict = best.evaluation.verdict.id();
    comment.strong(&format!("{verdict}: {}", standing(deal, best)));
    comment.list("The best set", &about(source, deal, best));
    if let Some(second) = composition.sets.get(1) {
        comment.paragraph(&against(deal, best, second));
    }
    let mut head = header(deal);
    // A # before a word would be the number of an issue.
    head[0] = "Rank";
    let numbers = 0..head.len() - 1;
    head.push("Members");
    let sets = composition.sets.iter().enumerate().map(|(at, found)| {
        let members = names(&Relation::new(deal, &found.members));
        let cells = cells(deal, at, found).into_iter().chain([members]);
        cells.map(|cell| prose(&cell)).collect()
    });
    comment.table(&head, numbers, sets);
    comment.finish()
}

fn none_found(composition: &Composition<'_>) -> &'static str {
    match composition.bound {
        None => "No set satisfies the demands.",
        Some(_) => "No set was found that satisfies the demands before the search was stopped.",
    }
}

/// The titles of the columns of sets.
fn header(deal: &Deal) -> Vec<&str> {
    let mut header = vec!["#", "Score", "Range"];
    let dimensions = deal.plan.weights.order.iter().flatten();
    header.extend(dimensions.map(|&dimension| match &deal.labels[dimension] {
        Some(label) => label.as_str(),
        None => dimension.short(),
    }));
    header.push("Verdict");
    header
}

/// What stands in them of the set at a place.
fn cells(deal: &Deal, at: usize, found: &Found<'_>) -> Vec<String> {
    let score = found.evaluation.scores.total.score;
    let mut cells = vec![(at + 1).to_string(), points(score.value), range(&score)];
    let dimensions = deal.plan.weights.order.iter().flatten();
    cells.extend(dimensions.map(|&dimension| {
        let score = found.evaluation.scores.dimensions[dimension].score;
        decimals(score.value * 100.0, 0)
    }));
    cells.push(found.evaluation.verdict.id().to_owned());
    cells
}

fn table(deal: &Deal, composition: &Composition<'_>, page: Page) -> String {
    let header = header(deal);
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(header.iter().map(|title| Cell::new(sanitize(title))));
    for (at, found) in composition.sets.iter().enumerate() {
        table.add_row(cells(deal, at, found).into_iter().map(Cell::new));
    }
    let last = header.len() - 1;
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 1));
        if at != last {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    // Members stand below each row: no column holds five names.
    let mut lines = table.lines();
    let mut text = lines
        .next()
        .map_or_else(String::new, |line| line.trim_end().to_owned())
        + "\n";
    for (line, found) in lines.zip(&composition.sets) {
        let relation = Relation::new(deal, &found.members);
        text.push_str(&format!("{}\n", line.trim_end()));
        text.push_str(&page.paragraph("", BOLD, &names(&relation)));
    }
    text
}

fn proof(composition: &Composition<'_>) -> String {
    match composition.bound {
        None => "no other set that satisfies the demands is better: proven.".to_owned(),
        Some(bound) => {
            let found = composition.sets[0].evaluation.scores.total.score.value;
            format!(
                "not proven. The search was stopped; no set can score more than {}, {} points above \
                 the best found.",
                points(bound),
                rounded((bound - found) * 100.0, 1)
            )
        }
    }
}

/// The members of a set, its score and its verdict.
fn standing(deal: &Deal, set: &Found<'_>) -> String {
    let evaluation = &set.evaluation;
    let total = evaluation.scores.total;
    let condition = match evaluation.condition {
        Some(_) => format!("; {}", verdict_words(deal, evaluation)),
        None => String::new(),
    };
    format!(
        "{}: {} of 100, {} answered{condition}",
        names(&Relation::new(deal, &set.members)),
        points(total.score.value),
        percent(total.known)
    )
}

/// What stops a set, what each member adds, and its terms.
fn about(source: &Source, deal: &Deal, set: &Found<'_>) -> Vec<String> {
    let relation = Relation::new(deal, &set.members);
    let evaluation = &set.evaluation;
    let total = evaluation.scores.total;
    let mut lines = stopping_reasons(source, &relation, evaluation);
    let analysis = SetAnalysis::of(deal, &set.members);
    for without in &analysis.without {
        let needs: Vec<&str> = without
            .needs
            .iter()
            .map(|&need| deal.names.get(need))
            .collect();
        let alone = match needs.is_empty() {
            true => String::new(),
            false => format!("; without it unfilled: {}", list(&needs, "and")),
        };
        let Some(rest) = without.score else {
            let fills = alone.trim_start_matches("; ");
            if !fills.is_empty() {
                let words = format!("{}: {fills}", without.member.name);
                lines.push(words);
            }
            continue;
        };
        let adds = signed((total.score.value - rest) * 100.0, 1);
        let rest = format!(" (without it {})", points(rest));
        let words = format!("{} adds {adds}{rest}{alone}", without.member.name);
        lines.push(words);
    }
    let redundant: Vec<&str> = redundant(&relation)
        .into_iter()
        .map(|member| relation.members[member].name.as_str())
        .collect();
    if !redundant.is_empty() {
        let words = format!(
            "Filling no need that others do not: {}",
            list(&redundant, "and")
        );
        lines.push(words);
    }
    if let Some(&(pair, score)) = analysis.weakest_pair()
        && analysis.pairs.len() > 1
    {
        let [first, second] = pair.map(|party| relation.party_name(party));
        let words = format!(
            "Weakest pair: {first} and {second}, {} of 100 alike in {}",
            points(score),
            list(&likenesses(deal), "and")
        );
        lines.push(words);
    }
    lines.extend(terms(&relation, evaluation));
    lines
}

/// In what two parties are compared.
fn likenesses(deal: &Deal) -> Vec<&str> {
    let asked = deal.plan.asked.iter().filter(|asked| {
        let is_pair = matches!(formula_of(asked), Formula::Pairs(_));
        is_pair && asked.weight > 0.0
    });
    asked.map(|asked| deal.criterion_title(asked.id)).collect()
}

/// The proposed cost shares beside those that split the gain evenly, and the coalitions that would pay less alone.
fn terms(relation: &Relation<'_>, evaluation: &Evaluation) -> Vec<String> {
    let terms = Terms::of(relation, evaluation);
    let mut sentences = Vec::new();
    if let (Some(cost), Some(even)) = (&terms.cost, &terms.equal_gain) {
        let parties: Vec<String> = (0..relation.parties())
            .map(|party| {
                let name = relation.party_name(party);
                let shapley = terms.shapley.as_ref().map(|shares| share(shares[party]));
                let shapley =
                    shapley.map_or_else(String::new, |share| format!(", {share} by Shapley value"));
                format!(
                    "{name} {} ({} by even gain{shapley})",
                    share(cost[party]),
                    share(even.shares[party])
                )
            })
            .collect();
        sentences.push(format!("Cost shares as proposed: {}", parties.join(", ")));
    }
    sentences.extend(blocked(relation, &terms));
    sentences
}

/// What puts the best set ahead of the next.
fn against(deal: &Deal, best: &Found<'_>, second: &Found<'_>) -> String {
    let (a, b) = (&best.evaluation.scores, &second.evaluation.scores);
    let ahead = (a.total.score.value - b.total.score.value) * 100.0;
    let names = names(&Relation::new(deal, &second.members));
    if ahead.abs() < 1e-7 {
        return format!("{names} is tied with it.");
    }
    let weights = &deal.plan.weights.fractions;
    let apart = |scores: &Scores, dimension: Dimension| {
        weights[dimension] * scores.dimensions[dimension].score.value * 100.0
    };
    let mut gaps: Vec<(Dimension, f64)> = Dimension::ALL
        .iter()
        .map(|&d| (d, apart(a, d) - apart(b, d)))
        .collect();
    gaps.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let gaps: Vec<String> = gaps
        .iter()
        .filter(|(_, gap)| gap.abs() >= 0.005)
        .map(|(dimension, gap)| {
            let title = deal.dimension_title(*dimension);
            format!("{title} {}", signed(*gap, 2))
        })
        .collect();
    format!(
        "{} points ahead of {names}: {}.",
        decimals(ahead, 2),
        gaps.join(", ")
    )
}
