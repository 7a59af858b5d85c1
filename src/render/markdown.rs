//! `--format markdown`: a comment on a pull request, or a job summary.

use super::assessments::{Assessed, Assessments};
use super::lead::lead_sentences;
use super::sanitize::sanitize;
use super::text::Page;
use super::words::{first_place, screened_words, stopping_reasons, weights};
use crate::criteria::Relation;
use crate::explain::points;
use crate::model::Dimension;

/// A comparison a deal, with the gates asked for that do not hold.
pub fn render(all: &Assessments<'_>, _: Page) -> anyhow::Result<String> {
    Ok(all.each(|deal| comparison(all, deal)).join("\n"))
}

fn comparison(all: &Assessments<'_>, assessed: &Assessed<'_>) -> String {
    let (source, assessment) = (assessed.source, assessed.assessment);
    let deal = assessment.deal;
    let dimensions: Vec<Dimension> = deal.plan.weights.order.concat();
    let shares = assessment.confidence.shares.as_ref();
    let mut text = format!(
        "### {}\n\n{} for {}. {}.\n\n",
        escape(&deal.name),
        sentence(deal.relationship.title()),
        escape(&deal.organization.name),
        escape(&weights(deal))
    );
    if let Some(words) = screened_words(assessment) {
        text.push_str(&format!("{}\n\n", escape(&words)));
    }
    let mut head = vec![
        "#".to_owned(),
        "Candidate".into(),
        "Score".into(),
        "Range".into(),
    ];
    head.push("Verdict".into());
    head.extend(
        dimensions
            .iter()
            .map(|&dimension| sentence(&escape(deal.dimension_title(dimension)))),
    );
    head.extend(shares.map(|_| "First".to_owned()));
    text.push_str(&format!("| {} |\n", head.join(" | ")));
    let align = head
        .iter()
        .enumerate()
        .map(|(at, _)| if matches!(at, 1 | 4) { "---" } else { "---:" });
    text.push_str(&format!("| {} |\n", align.collect::<Vec<_>>().join(" | ")));
    for (place, row) in all.rows(assessed) {
        let evaluation = &row.evaluation;
        let score = evaluation.scores.total.score;
        let mut cells = vec![
            row.rank.to_string(),
            escape(&assessment.candidate(row).name),
            points(score.value),
            format!("{} to {}", points(score.low), points(score.high)),
            format!("**{}**", evaluation.verdict.id()),
        ];
        cells.extend(
            dimensions
                .iter()
                .map(|&d| points(evaluation.scores.dimensions[d].score.value)),
        );
        cells.extend(shares.map(|shares| {
            let share = shares.first[place];
            share.map_or("-".to_owned(), |share| escape(&first_place(share)))
        }));
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text.push('\n');
    for (_, row) in all.rows(assessed) {
        let candidate = assessment.candidate(row);
        let members = [candidate];
        let relation = Relation::new(deal, &members);
        let evaluation = &row.evaluation;
        text.push_str(&format!(
            "- **{}**: {}",
            evaluation.verdict.id(),
            escape(&candidate.name)
        ));
        for reason in stopping_reasons(source, &relation, evaluation) {
            text.push_str(&format!("\n  - {}", escape(&reason)));
        }
        text.push('\n');
    }
    text.push_str(&format!(
        "\n{}\n",
        escape(&lead_sentences(assessment).join(" "))
    ));
    for failure in &assessed.failures {
        text.push_str(&format!("\n**Gate not met:** {}\n", escape(failure)));
    }
    text
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// Text as it is, whatever Markdown or HTML it looks like: every sign that means something to either
/// becomes a character reference, which neither takes for markup, a mention or a link.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = sanitize(text);
    for (at, c) in text.char_indices() {
        let is_first = escaped.is_empty();
        let is_plain = !c.is_ascii_punctuation()
            || matches!(c, ',' | '%' | '/' | '\'' | '"' | '?' | '!' | '^' | '{' | '}')
            || (c == ':' && !begins_more(&text[at + 1..]))
            // These begin a list or a heading where they come first, and mean nothing behind.
            || (matches!(c, '-' | '+' | '=' | '(' | ')' | ';') && !is_first);
        // A point ends sentences, and begins the second part of a link that needs no other sign.
        let is_point = c == '.' && !escaped.to_ascii_lowercase().ends_with("www");
        if is_plain || is_point {
            escaped.push(c);
        } else {
            escaped.push_str(&format!("&#{};", c as u32));
            // GitHub still makes a mention or the number of an issue of these; not across an empty space.
            if matches!(c, '@' | '#') {
                escaped.push_str("&#8203;");
            }
        }
    }
    escaped
}

/// Whether a colon before this begins a link, or the name of an emoji.
fn begins_more(rest: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    let behind = rest.trim_start_matches(is_name);
    rest.starts_with('/') || (behind.len() < rest.len() && behind.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_means_anything_to_markdown_or_html() {
        assert_eq!(escape("Smith & Søn, AS 50%"), "Smith &#38; Søn, AS 50%");
        assert_eq!(escape("a|b`c\n# d"), "a&#124;b&#96;c\u{240a}&#35;&#8203; d");
        assert_eq!(escape("- x (y); z"), "&#45; x (y); z");
        assert_eq!(escape("<img src=x>"), "&#60;img src=x&#62;");
        assert_eq!(
            escape("@all www.x http://y"),
            "&#64;&#8203;all www&#46;x http&#58;//y"
        );
        assert_eq!(
            escape("veto: \"no\"! deal.toml:12"),
            "veto: \"no\"! deal.toml:12"
        );
        assert_eq!(escape("a :smile: b"), "a &#58;smile: b");
        assert_eq!(escape("a\u{1b}[1m"), "a\u{241b}&#91;1m");
    }
}
