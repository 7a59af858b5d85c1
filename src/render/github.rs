//! `--format github`: workflow commands, which GitHub shows at the line of the file.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::assessments::Spent;
use super::findings::{Finding, Level, of_gates, of_problems};
use super::judged::Judgement;
use super::sanitize::sanitize;
use crate::contract::ProblemV2;
use crate::explain::count as counted;

/// How many annotations of a kind GitHub shows of a step.
pub const MOST: usize = 10;

const fn id(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Notice => "notice",
    }
}

/// Problems at their places, at most so many of a kind; and how many of each kind that are.
pub fn problems(found: &[ProblemV2], most: usize) -> (String, Spent) {
    within(&of_problems(found), [most; 3])
}

/// Every gate that does not hold. Of the ten that GitHub shows of a kind, problems with files come first.
pub fn render(all: &[Judgement<'_>], annotated: Spent) -> String {
    let left = annotated.map(|spent| MOST.saturating_sub(spent));
    within(&of_gates(all), left).0
}

/// Annotations by kind, worst first, and of each kind at most so many: where there are more, the last says how many.
fn within(findings: &[Finding], most: Spent) -> (String, Spent) {
    let mut text = String::new();
    let mut spent = Spent::default();
    for (kind, level) in Level::ALL.into_iter().enumerate() {
        let of_kind = || findings.iter().filter(|one| one.level == level);
        let count = of_kind().count();
        let shown = match count <= most[kind] {
            true => count,
            false => most[kind].saturating_sub(1),
        };
        of_kind()
            .take(shown)
            .for_each(|one| text.push_str(&command(one)));
        spent[kind] = shown;
        if shown < count {
            let more = counted((count - shown) as u64, &format!("more {}", id(level)));
            text.push_str(&format!(
                "::{} title={more}::{more}, for which GitHub has no room: --format sarif and json have all\n",
                id(level)
            ));
            spent[kind] += 1;
        }
    }
    (text, spent)
}

/// `::error file=deal.toml,line=45,title=..::message`, so that no text can begin a command of its own.
fn command(finding: &Finding) -> String {
    let range = finding.range.map(|(column, end_line, end_column)| {
        format!(",col={column},endLine={end_line},endColumn={end_column}")
    });
    let title = match &finding.candidate {
        Some(candidate) => format!("{candidate}: {}", finding.rule),
        None if finding.rule.starts_with("PE") => finding.rule.clone(),
        None => "gate not met".to_owned(),
    };
    format!(
        "::{} file={},line={}{},title={}::{}\n",
        id(finding.level),
        property(&finding.file),
        finding.line,
        range.unwrap_or_default(),
        property(&title),
        data(&finding.message)
    )
}

fn data(text: &str) -> String {
    let text = sanitize(text);
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_its_most_and_the_last_counts_the_rest() {
        let problem = |n: usize| ProblemV2 {
            line: n as u32,
            ..ProblemV2::of_file("deal.toml", format!("problem {n}"))
        };
        let problems_of = |count: usize| (1..=count).map(problem).collect::<Vec<_>>();
        let (text, spent) = problems(&problems_of(10), MOST);
        assert_eq!((text.lines().count(), spent), (10, [10, 0, 0]));
        let (text, spent) = problems(&problems_of(12), MOST);
        assert_eq!((text.lines().count(), spent), (10, [10, 0, 0]));
        assert!(
            text.contains("::error title=3 more errors::3 more errors, "),
            "{text}"
        );
    }
}
