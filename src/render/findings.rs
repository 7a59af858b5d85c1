//! What a CI server shows at a line of a file: problems with files, and gates that candidates do not pass.

use std::path::{Component, Path, PathBuf};

use super::judged::{Judged, Judgement};
use super::words::gate_reasons;
use crate::contract::ProblemV2;
use crate::criteria::Relation;
use crate::explain::line;
use crate::score::{Concern, GateKind, Outcome, Verdict};

/// How loud a finding is, loudest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Error, Level::Warning, Level::Notice];
}

/// Something to be seen at a line of a file.
pub struct Finding {
    pub level: Level,
    /// The code of the problem, or the id of the gate.
    pub rule: String,
    /// The candidate that does not pass the gate.
    pub candidate: Option<String>,
    /// The file, as the repository knows it.
    pub file: String,
    /// The line on which it begins.
    pub line: u32,
    /// The column in which it begins, and line and column of its end, where it is more than a line.
    pub range: Option<(u32, u32, u32)>,
    pub message: String,
    /// What tells it from others of the same rule, file and candidate, and stays when lines move and scores change.
    pub identity: String,
}

impl Finding {
    /// The message with the candidate and the gate that it is of, for places that have no title.
    pub fn words(&self) -> String {
        match &self.candidate {
            Some(candidate) => format!("{candidate}: {}: {}", self.rule, self.message),
            None => self.message.clone(),
        }
    }
}

/// Problems at their places.
pub fn of_problems<'a>(found: impl IntoIterator<Item = &'a ProblemV2>) -> Vec<Finding> {
    let findings = found.into_iter().map(|problem| {
        let (start, end) = (
            (problem.line, problem.column),
            (problem.end_line, problem.end_column),
        );
        Finding {
            level: match problem.is_error() {
                true => Level::Error,
                false => Level::Warning,
            },
            rule: problem.code.clone(),
            candidate: None,
            file: workspace_path(&problem.source),
            line: problem.line,
            // A row of a table, and what has no place, have no columns.
            range: (start != end).then_some((problem.column, problem.end_line, problem.end_column)),
            message: match &problem.help {
                Some(help) => format!("{} ({help})", problem.message),
                None => problem.message.clone(),
            },
            identity: without_lines(&problem.message),
        }
    });
    findings.collect()
}

/// A message without the numbers of lines in it: `stands in line 3`, `deal.toml:12`.
fn without_lines(message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    for c in message.chars() {
        let is_line = text.ends_with("line ") || text.ends_with(':');
        if !(is_line && c.is_ascii_digit()) {
            text.push(c);
        }
    }
    text
}

/// Every gate asked for that does not hold, and every gate that a candidate or a set does not pass, at the line that
/// causes it, else at the candidate. What is asked for is an error; what nobody asked for is a warning or, where it is
/// only open, a notice. What fails stands before what is open, each in the order of the deals and ranks.
pub fn of_gates(all: &[Judgement<'_>]) -> Vec<Finding> {
    let mut found: Vec<(Option<Outcome>, Finding)> = Vec::new();
    for judgement in all {
        found.extend(judgement.required.iter().filter_map(|required| {
            let finding = not_met(judgement, required.id, required.message.as_ref()?);
            Some((None, finding))
        }));
        for judged in &judgement.judged {
            gates_of(judgement, judged, &mut found);
        }
    }
    // Stable.
    found.sort_by_key(|(outcome, _)| *outcome == Some(Outcome::Undecided));
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// Problems with files, then gates.
pub fn of_report(problems: &[ProblemV2], judgements: &[Judgement<'_>]) -> Vec<Finding> {
    let mut all = of_problems(problems);
    all.extend(of_gates(judgements));
    all
}

/// A gate asked for on the command line that does not hold.
fn not_met(judgement: &Judgement<'_>, id: &str, message: &str) -> Finding {
    Finding {
        level: Level::Error,
        rule: id.to_owned(),
        candidate: None,
        file: workspace_path(&judgement.source.name),
        line: 1,
        range: None,
        message: message.to_owned(),
        identity: String::new(),
    }
}

/// Adds the gates that a candidate or a set does not pass, each with its outcome.
fn gates_of(
    judgement: &Judgement<'_>,
    judged: &Judged<'_>,
    found: &mut Vec<(Option<Outcome>, Finding)>,
) {
    let source = judgement.source;
    let relation = Relation::new(judgement.deal, &judged.members);
    let evaluation = judged.evaluation;
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
        let at = at.unwrap_or_else(|| judged.place());
        let finding = Finding {
            level,
            rule: gate.id(judgement.deal).to_owned(),
            candidate: Some(judged.name.clone()),
            file: workspace_path(at.file(source)),
            line: at.line,
            range: None,
            message: reasons.join("; "),
            identity: String::new(),
        };
        found.push((Some(gate.outcome), finding));
    }
}

/// A path as a repository knows the file: from its root on GitHub and GitLab, without `./`.
fn workspace_path(file: &str) -> String {
    if file == "<stdin>" {
        return file.to_owned();
    }
    let root = |name| std::env::var_os(name).filter(|path| !path.is_empty());
    let workspace = root("GITHUB_WORKSPACE").or_else(|| root("CI_PROJECT_DIR"));
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
}
