//! `explain deal.toml NAME --format markdown`.

use super::words::{self, Row, Subject};
use crate::render::comment::{Comment, prose};
use crate::render::words::seal_sentence;

/// The explanation as a comment.
pub fn render(subject: &Subject<'_>) -> String {
    let (last, meaning) = words::last_column(subject);
    let mut comment = Comment::new(&words::title(subject));
    comment.strong(&words::standing(subject));
    comment.paragraph(&seal_sentence(subject.relation.deal));
    let head = ["", "Score", "Weight", last, "Range", ""];
    comment.table(&head, 1..5, words::rows(subject).iter().map(cells));
    comment.paragraph(&meaning.replace('\n', " "));
    let gates = words::gates(subject);
    let gates = gates.iter().map(|(mark, words)| format!("{mark}: {words}"));
    comment.list("Gates", &gates.collect::<Vec<_>>());
    comment.list("Flags", &words::flags(subject));
    comment.list("Reviewers", &subject.reviewers);
    comment.list("Terms", &words::terms(subject));
    comment.list("What to find out next", &words::asks(subject));
    comment.finish()
}

fn cells(row: &Row) -> Vec<String> {
    let title = match row.detail {
        Some(_) => prose(&row.name),
        None => format!("**{}**", prose(row.name.trim())),
    };
    let reasons = row.reasons.iter().map(String::as_str);
    let details: Vec<&str> = row.detail.as_deref().into_iter().chain(reasons).collect();
    let detail = prose(&details.join("; "));
    let numbers = [&row.score, &row.weight, &row.points, &row.reach];
    let numbers = numbers.map(|number| prose(number));
    [title].into_iter().chain(numbers).chain([detail]).collect()
}
