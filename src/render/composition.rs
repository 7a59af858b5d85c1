//! `compose`: the best sets of members, for people and for spreadsheets.

use comfy_table::{Cell, CellAlignment, Table, presets};

use super::sanitize::sanitize;
use super::terms::blocked;
use super::text::{BOLD, Page, command, mark};
use super::words::{file_word, header, names, range, stopping_reasons, verdict_words};
use crate::compose::{Composition, Found, SetAnalysis};
use crate::criteria::{Formula, Relation, formula_of};
use crate::deal::Deal;
use crate::explain::{decimals, list, percent, points, rounded, share, signed};
use crate::model::Dimension;
use crate::read::Source;
use crate::score::{Evaluation, Scores, Terms, redundant};

/// The best sets as text.
pub fn render(source: &Source, deal: &Deal, composition: &Composition<'_>, page: Page) -> String {
    let mut text = header(deal, page);
    text.push('\n');
    let Some(best) = composition.sets.first() else {
        let words = match composition.bound {
            None => "No set satisfies the demands.",
            Some(_) => "No set was found that satisfies the demands before the search was stopped.",
        };
        return text + &page.paragraph("Sets", BOLD, words);
    };
    text.push_str(&table(deal, composition, page));
    text.push('\n');
    text.push_str(&page.paragraph("Proof", BOLD, &proof(composition)));
    text.push_str(&best_set(source, deal, best, page));
    if let Some(second) = composition.sets.get(1) {
        text.push_str(&page.paragraph("Next", BOLD, &against(deal, best, second)));
    }
    let members: Vec<&str> = best
        .members
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    if let Some(file) = file_word(source) {
        let command = command("explain", file, &members, "");
        text.push_str(&format!("{BOLD}More{BOLD:#}  {}\n", sanitize(&command)));
    }
    text
}

fn table(deal: &Deal, composition: &Composition<'_>, page: Page) -> String {
    let dimensions = deal.plan.weights.order.concat();
    let mut header = vec!["#", "Score", "Range"];
    header.extend(
        dimensions
            .iter()
            .map(|&dimension| match &deal.labels[dimension] {
                Some(label) => label.as_str(),
                None => dimension.short(),
            }),
    );
    header.push("Verdict");
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(header.iter().map(|title| Cell::new(sanitize(title))));
    for (at, found) in composition.sets.iter().enumerate() {
        let total = found.evaluation.scores.total;
        let mut cells = vec![
            (at + 1).to_string(),
            points(total.score.value),
            range(&total.score),
        ];
        cells.extend(dimensions.iter().map(|&dimension| {
            let score = found.evaluation.scores.dimensions[dimension].score;
            decimals(score.value * 100.0, 0)
        }));
        cells.push(found.evaluation.verdict.id().to_owned());
        table.add_row(cells.into_iter().map(Cell::new));
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

fn best_set(source: &Source, deal: &Deal, best: &Found<'_>, page: Page) -> String {
    let relation = Relation::new(deal, &best.members);
    let evaluation = &best.evaluation;
    let (word, style) = mark(evaluation.verdict);
    let total = evaluation.scores.total;
    let condition = match evaluation.condition {
        Some(_) => format!("; {}", verdict_words(deal, evaluation)),
        None => String::new(),
    };
    let words = format!(
        "{}: {} of 100, {} answered{condition}",
        names(&relation),
        points(total.score.value),
        percent(total.known)
    );
    let mut text = page.paragraph(word, style, &words);
    for reason in stopping_reasons(source, &relation, evaluation) {
        text.push_str(&page.paragraph("", BOLD, &reason));
    }
    let analysis = SetAnalysis::of(deal, &best.members);
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
                text.push_str(&page.paragraph("", BOLD, &words));
            }
            continue;
        };
        let adds = signed((total.score.value - rest) * 100.0, 1);
        let rest = format!(" (without it {})", points(rest));
        let words = format!("{} adds {adds}{rest}{alone}", without.member.name);
        text.push_str(&page.paragraph("", BOLD, &words));
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
        text.push_str(&page.paragraph("", BOLD, &words));
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
        text.push_str(&page.paragraph("", BOLD, &words));
    }
    for words in terms(&relation, evaluation) {
        text.push_str(&page.paragraph("", BOLD, &words));
    }
    text
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
