//! `--format github`: workflow commands, which GitHub shows at the line of the file.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::path::{Component, Path, PathBuf};

use super::assessments::{AssessReport, Assessed, Assessments, Spent};
use super::sanitize::sanitize;
use super::text::Page;
use super::words::gate_reasons;
use crate::contract::ProblemV2;
use crate::criteria::Relation;
use crate::explain::{Place, count as counted, line};
use crate::score::{Concern, GateKind, Outcome, Verdict};

/// How loud an annotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
    Notice,
}

/// How many annotations of a kind GitHub shows of a step.
pub const MOST: usize = 10;

/// A line of a report that GitHub shows at a line of a file.
struct Annotation {
    level: Level,
    /// Where it stands, as properties of the command.
    place: String,
    title: String,
    message: String,
}

impl Level {
    const ALL: [Level; 3] = [Level::Error, Level::Warning, Level::Notice];

    const fn id(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
        }
    }
}

/// Problems at their places, at most so many of a kind; and how many of each kind that are.
pub fn problems(found: &[ProblemV2], most: usize) -> (String, Spent) {
    let annotations = found.iter().map(|problem| {
        let mut place = format!("line={}", problem.line);
        // A row of a table, and what has no place, have no columns.
        if (problem.line, problem.column) != (problem.end_line, problem.end_column) {
            place.push_str(&format!(
                ",col={},endLine={},endColumn={}",
                problem.column, problem.end_line, problem.end_column
            ));
        }
        Annotation {
            level: match problem.is_error() {
                true => Level::Error,
                false => Level::Warning,
            },
            place: format!(
                "file={},{place}",
                property(&workspace_path(&problem.source))
            ),
            title: problem.code.clone(),
            message: match &problem.help {
                Some(help) => format!("{} ({help})", problem.message),
                None => problem.message.clone(),
            },
        }
    });
    within(annotations.collect(), [most; 3])
}

/// Annotations by kind, worst first, and of each kind at most so many: where there are more, the last says how many.
fn within(annotations: Vec<Annotation>, most: Spent) -> (String, Spent) {
    let mut text = String::new();
    let mut spent = Spent::default();
    for (kind, level) in Level::ALL.into_iter().enumerate() {
        let of_kind = || annotations.iter().filter(|one| one.level == level);
        let count = of_kind().count();
        let shown = match count <= most[kind] {
            true => count,
            false => most[kind].saturating_sub(1),
        };
        of_kind()
            .take(shown)
            .for_each(|one| text.push_str(&one.command()));
        spent[kind] = shown;
        if shown < count {
            let more = counted((count - shown) as u64, &format!("more {}", level.id()));
            text.push_str(&format!(
                "::{} title={more}::{more}, for which GitHub has no room: --format table and json have all\n",
                level.id()
            ));
            spent[kind] += 1;
        }
    }
    (text, spent)
}

/// A path as GitHub knows the file: from the root of the repository, without `./`.
fn workspace_path(file: &str) -> String {
    if file == "<stdin>" {
        return file.to_owned();
    }
    let workspace = std::env::var_os("GITHUB_WORKSPACE").filter(|path| !path.is_empty());
    let workspace = workspace.map(PathBuf::from);
    let here = std::env::current_dir().unwrap_or_default();
    relative(Path::new(file), workspace.as_deref(), &here)
}

fn relative(file: &Path, workspace: Option<&Path>, here: &Path) -> String {
    let cleaned = cleaned(file);
    let full = self::cleaned(&here.join(file));
    let within = workspace.and_then(|root| {
        // The workspace may be named by a link.
        let roots = [Some(self::cleaned(root)), root.canonicalize().ok()];
        let mut within = roots
            .iter()
            .flatten()
            .filter_map(|root| full.strip_prefix(root).ok());
        within.next()
    });
    let path = within.unwrap_or(&cleaned).to_string_lossy().into_owned();
    match std::path::MAIN_SEPARATOR {
        '/' => path,
        separator => path.replace(separator, "/"),
    }
}

/// A path without `.` and, where it can be told, without `..`.
fn cleaned(path: &Path) -> PathBuf {
    let mut cleaned = PathBuf::new();
    for part in path.components() {
        let last = cleaned.components().next_back();
        let is_way_back =
            part == Component::ParentDir && matches!(last, Some(Component::Normal(_)));
        if is_way_back {
            cleaned.pop();
        } else if part != Component::CurDir {
            cleaned.push(part);
        }
    }
    cleaned
}

/// Every gate that a candidate does not pass, at the line that causes it, else at the candidate. A failed
/// gate of a candidate that is asked to pass is an error; what nobody asked for is a warning or, where it
/// is only open, a notice.
///
/// Of the ten that GitHub shows of a kind, problems with files come first.
pub fn render(report: &AssessReport<'_>, _: Page) -> anyhow::Result<String> {
    let all = &report.assessments;
    let mut annotations: Vec<(Option<Outcome>, Annotation)> = Vec::new();
    for deal in &all.deals {
        annotate(all, deal, &mut annotations);
    }
    // Stable: what fails stands before what is open, each in the order of the deals and ranks.
    annotations.sort_by_key(|(outcome, _)| *outcome == Some(Outcome::Undecided));
    let annotations = annotations.into_iter().map(|(_, annotation)| annotation);
    let left = report.annotated.map(|spent| MOST.saturating_sub(spent));
    Ok(within(annotations.collect(), left).0)
}

/// Adds what is said of a deal, with the outcome of the gate.
fn annotate(
    all: &Assessments<'_>,
    assessed: &Assessed<'_>,
    annotations: &mut Vec<(Option<Outcome>, Annotation)>,
) {
    let (source, assessment) = (assessed.source, assessed.assessment);
    let deal = assessment.deal;
    for failure in &assessed.failures {
        let annotation = Annotation {
            level: Level::Error,
            place: format!("file={},line=1", property(&workspace_path(&source.name))),
            title: "gate not met".to_owned(),
            message: failure.clone(),
        };
        annotations.push((None, annotation));
    }
    for (_, row) in all.rows(assessed) {
        let candidate = assessment.candidate(row);
        let members = [candidate];
        let relation = Relation::new(deal, &members);
        let evaluation = &row.evaluation;
        let level = match evaluation.verdict {
            Verdict::NotRecommended => Level::Warning,
            Verdict::Recommended | Verdict::Conditional | Verdict::Undecided => Level::Notice,
        };
        for gate in evaluation.stopped_by() {
            let reasons = gate_reasons(source, &relation, &evaluation.concerns, gate);
            let at = match gate.kind {
                GateKind::PassFail(of, _) => evaluation
                    .concerns
                    .iter()
                    .find(|c: &&Concern| c.gate() == Some(of))
                    .and_then(|concern| line(&relation, concern)),
                GateKind::Minimum(..) | GateKind::Known { .. } => None,
            };
            let at = at.unwrap_or(Place::of(candidate, candidate.line));
            let file = property(&workspace_path(at.file(source)));
            let annotation = Annotation {
                level,
                place: format!("file={file},line={}", at.line),
                title: format!("{}: {}", candidate.name, gate.id(deal)),
                message: reasons.join("; "),
            };
            annotations.push((Some(gate.outcome), annotation));
        }
    }
}

impl Annotation {
    /// `::error file=deal.toml,line=45,title=..::message`, so that no text can begin a command of its own.
    fn command(&self) -> String {
        format!(
            "::{} {},title={}::{}\n",
            self.level.id(),
            self.place,
            property(&self.title),
            data(&self.message)
        )
    }
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
    fn paths_are_those_of_the_repository() {
        let here = Path::new("/w/repo/sub");
        for (file, workspace, path) in [
            ("./deal.toml", None, "deal.toml"),
            ("a/./b/../deal.toml", None, "a/deal.toml"),
            ("../deal.toml", None, "../deal.toml"),
            ("/w/repo/deals/a.toml", Some("/w/repo/"), "deals/a.toml"),
            ("./a.toml", Some("/w/repo"), "sub/a.toml"),
            ("../a.toml", Some("/w/repo"), "a.toml"),
            ("/elsewhere/a.toml", Some("/w/repo"), "/elsewhere/a.toml"),
            (
                "/w/repository/a.toml",
                Some("/w/repo"),
                "/w/repository/a.toml",
            ),
        ] {
            assert_eq!(
                relative(Path::new(file), workspace.map(Path::new), here),
                path
            );
        }
    }

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
