//! `--format markdown`: a comment on a pull request, or a job summary, which is as long as GitHub takes one.
//!
//! Of several deals an overview comes first. The parts of a deal that always stand are its table, its lead and the gates
//! that do not hold; what is said of each candidate is folded. What does not fit is left out from the end, and counted.

use super::assessments::{Assessed, Assessments, Unread};
use super::committee;
use super::lead::lead_sentences;
use super::room::{COMMENT, fitting, shares};
use super::sanitize::sanitize;
use super::terms;
use super::words::{
    ask_next, notes, screened_words, seal_words, stopping_reasons, verdict_words, weights,
};
use crate::assessment::{Assessment, Row};
use crate::criteria::Relation;
use crate::explain::{list, mark_with_reason, mark_words, percent, points, thousands};
use crate::model::Dimension;
use crate::model::text::cut;
use crate::score::Verdict;

/// The characters of a name, of a sentence and of a paragraph that are shown.
const NAME: usize = 100;
pub(super) const SENTENCE: usize = 400;
pub(super) const PARAGRAPH: usize = 2000;
/// Gates asked for that are named.
const MOST_FAILURES: usize = 10;

/// A comparison a deal, with the gates asked for that do not hold, and the files that could not be read.
pub fn render(all: &Assessments<'_>, unread: &[Unread]) -> String {
    let mut text = overview(all);
    let (lines, left_out) = fitting(&unread_lines(unread), COMMENT / 8);
    text.push_str(&lines);
    text.push_str(&more(left_out, "file", " could not be read"));
    if !text.is_empty() && !all.deals.is_empty() {
        text.push('\n');
    }
    let sections = all.deals.iter().map(|deal| Section::of(all, deal));
    let sections: Vec<Section> = sections.collect();
    let room = COMMENT - text.len();
    let mut least = 0;
    let fits = |section: &&Section| {
        least += section.least();
        least <= room
    };
    let shown: Vec<&Section> = sections.iter().take_while(fits).collect();
    let least: usize = shown.iter().map(|section| section.least()).sum();
    let rest: Vec<usize> = shown.iter().map(|section| section.rest()).collect();
    let rooms = shares(&rest, room - least);
    let shown = shown.iter().zip(rooms);
    let texts: Vec<String> = shown.map(|(section, room)| section.within(room)).collect();
    let left_out = sections.len() - texts.len();
    text.push_str(&texts.join("\n"));
    text.push_str(&more(left_out, "deal", " not shown"));
    text
}

/// `\n12 more candidates, not shown\n`; nothing for none.
pub(super) fn more(count: usize, what: &str, but: &str) -> String {
    match count {
        0 => String::new(),
        1 => format!("\n1 more {what}{but}\n"),
        many => format!("\n{} more {what}s{but}\n", thousands(many as u64)),
    }
}

/// A row a deal; nothing for a single one.
fn overview(all: &Assessments<'_>) -> String {
    if all.deals.len() < 2 {
        return String::new();
    }
    let rows: Vec<String> = all.deals.iter().map(overview_row).collect();
    let (rows, left_out) = fitting(&rows, COMMENT / 4);
    format!(
        "| Deal | Leader | Score | Known | Verdict | Candidates | Gates not met |\n\
         | --- | --- | ---: | ---: | --- | ---: | ---: |\n{rows}{}",
        more(left_out, "deal", "")
    )
}

fn overview_row(assessed: &Assessed<'_>) -> String {
    let assessment = assessed.assessment;
    let leader = assessment.leader().map(|row| {
        let total = row.evaluation.scores.total;
        [
            name(&assessment.candidate(row).name),
            points(total.score.value),
            escape(&percent(total.known)),
            format!("**{}**", row.evaluation.verdict.id()),
        ]
    });
    let leader = leader.unwrap_or_else(|| ["-", "-", "-", "-"].map(str::to_owned));
    format!(
        "| {} | {} | {} | {} |\n",
        name(&assessment.deal.name),
        leader.join(" | "),
        thousands(assessment.rows.len() as u64),
        assessment.run.not_met().count()
    )
}

/// A line for each file that could not be read.
fn unread_lines(unread: &[Unread]) -> Vec<String> {
    let lines = unread.iter().map(|file| {
        let problems = &file.problems;
        let first = problems.iter().find(|problem| problem.is_error());
        let first = first.map_or_else(String::new, |p| {
            format!(": {} (line {})", p.message, p.line)
        });
        let words = format!("{}{first}", file.source);
        format!("\n**Not read:** {}\n", escape(&cut(&words, SENTENCE)))
    });
    lines.collect()
}

/// The parts of what is said of a deal.
struct Section {
    head: String,
    rows: Vec<String>,
    lead: String,
    /// What is said of each candidate, folded.
    details: Vec<String>,
}

/// Room for the lines that count what is left out.
const COUNTS: usize = 100;

impl Section {
    fn of(all: &Assessments<'_>, assessed: &Assessed<'_>) -> Self {
        let assessment = assessed.assessment;
        let mut lead = paragraph(&lead_sentences(assessment).join(" "));
        let marks = committee::marks(assessment);
        if !marks.is_empty() {
            lead.push_str(&format!("\n{}", paragraph(&marks.join(" "))));
        }
        for failure in assessment.run.not_met().take(MOST_FAILURES) {
            let failure = escape(&cut(failure, SENTENCE));
            lead.push_str(&format!("\n**Gate not met:** {failure}\n"));
        }
        let left_out = assessment.run.not_met().skip(MOST_FAILURES).count();
        lead.push_str(&more(left_out, "gate", " not met"));
        let seal = paragraph(&format!("Seal {}", seal_words(assessment)));
        lead.push_str(&format!("\n{seal}"));
        Self {
            head: head(assessment),
            rows: all
                .rows(assessed)
                .map(|(place, row)| table_row(assessment, place, row))
                .collect(),
            lead,
            details: all
                .rows(assessed)
                .map(|(place, row)| details(assessed, place, row))
                .collect(),
        }
    }

    /// The bytes of what always stands.
    fn least(&self) -> usize {
        self.head.len() + self.lead.len() + COUNTS
    }

    /// The bytes of all else.
    fn rest(&self) -> usize {
        self.rows.iter().chain(&self.details).map(String::len).sum()
    }

    /// What always stands, and of the rest what fits; half of the room at least is for the table.
    fn within(&self, room: usize) -> String {
        let needed: usize = self.details.iter().map(String::len).sum();
        let (rows, no_row) = fitting(&self.rows, (room / 2).max(room.saturating_sub(needed)));
        let (details, no_details) = fitting(&self.details, room - rows.len());
        format!(
            "{}{rows}{}\n{}\n{}{}",
            self.head,
            more(no_row, "candidate", ""),
            self.lead,
            details.trim_start(),
            more(no_details, "candidate", " without details here")
        )
    }
}

fn head(assessment: &Assessment<'_>) -> String {
    let deal = assessment.deal;
    let dimensions: Vec<Dimension> = deal.plan.weights.order.concat();
    let shares = assessment.confidence.shares.as_ref();
    let mut text = format!(
        "### {}\n\n{} for {}. {}.\n\n",
        name(&deal.name),
        sentence(deal.relationship.title()),
        name(&deal.organization.name),
        escape(&cut(&weights(deal), PARAGRAPH))
    );
    if let Some(words) = screened_words(assessment) {
        text.push_str(&format!("{}\n", paragraph(&words)));
    }
    let mut head = ["#", "Candidate", "Score", "Range", "Known", "Verdict"]
        .map(str::to_owned)
        .to_vec();
    head.extend(
        dimensions
            .iter()
            .map(|&dimension| sentence(&name(deal.dimension_title(dimension)))),
    );
    head.extend(shares.map(|_| "First".to_owned()));
    text.push_str(&format!("| {} |\n", head.join(" | ")));
    let align = head
        .iter()
        .enumerate()
        .map(|(at, _)| if matches!(at, 1 | 5) { "---" } else { "---:" });
    text.push_str(&format!("| {} |\n", align.collect::<Vec<_>>().join(" | ")));
    text
}

fn table_row(assessment: &Assessment<'_>, place: usize, row: &Row) -> String {
    let deal = assessment.deal;
    let evaluation = &row.evaluation;
    let total = evaluation.scores.total;
    let mut cells = vec![
        row.rank.to_string(),
        name(&assessment.candidate(row).name),
        points(total.score.value),
        format!(
            "{} to {}",
            points(total.score.low),
            points(total.score.high)
        ),
        escape(&percent(total.known)),
        format!("**{}**", evaluation.verdict.id()),
    ];
    let dimensions = deal.plan.weights.order.iter().flatten();
    cells.extend(dimensions.map(|&d| points(evaluation.scores.dimensions[d].score.value)));
    cells.extend(assessment.confidence.shares.as_ref().map(|shares| {
        let share = shares.first[place];
        share.map_or("-".to_owned(), |share| escape(&percent(share)))
    }));
    format!("| {} |\n", cells.join(" | "))
}

/// What is said of a candidate, behind its verdict and name: why it is stopped, what is flagged, its terms, the marks of
/// reviewers, and what to ask next.
fn details(assessed: &Assessed<'_>, place: usize, row: &Row) -> String {
    let (source, assessment) = (assessed.source, assessed.assessment);
    let deal = assessment.deal;
    let candidate = assessment.candidate(row);
    let members = [candidate];
    let relation = Relation::new(deal, &members);
    let evaluation = &row.evaluation;
    let condition = evaluation.condition.as_ref();
    let condition = condition.map(|_| verdict_words(deal, evaluation));
    let mut lines: Vec<String> = condition.into_iter().collect();
    lines.extend(stopping_reasons(source, &relation, evaluation));
    lines.extend(notes(source, &relation, evaluation));
    if assessment.confidence.can_lead[place] {
        lines.extend(terms::line(&relation));
    }
    for asked in &deal.plan.asked {
        let Some(panel) = candidate.ratings.panel(asked.id) else {
            continue;
        };
        let marks = panel.marks.iter().map(|mark| mark_words(deal, mark));
        let marks: Vec<String> = marks.collect();
        let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
        let title = deal.criterion_title(asked.id);
        let agreed = panel.consensus.as_ref();
        let agreed = agreed.map(|agreed| format!("; agreed on {}", mark_with_reason(deal, agreed)));
        lines.push(format!(
            "Marks on {title}: {}{}",
            list(&marks, "and"),
            agreed.unwrap_or_default()
        ));
    }
    if evaluation.verdict != Verdict::NotRecommended {
        lines.extend(ask_next(assessment, row));
    }
    let (verdict, name) = (evaluation.verdict.id(), name(&candidate.name));
    if lines.is_empty() {
        return format!("- **{verdict}**: {name}\n");
    }
    let item = |line: &String| format!("- {}\n", escape(&cut(line, SENTENCE)));
    let items: String = lines.iter().map(item).collect();
    // A blank line ends the list before it, if there is one.
    format!("\n<details><summary><b>{verdict}</b>: {name}</summary>\n\n{items}\n</details>\n")
}

fn name(name: &str) -> String {
    escape(&cut(name, NAME))
}

fn paragraph(words: &str) -> String {
    format!("{}\n", escape(&cut(words, PARAGRAPH)))
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
