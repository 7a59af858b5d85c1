//! A comment on a pull request that is built line by line, as long as GitHub takes one.

use std::ops::Range;

use super::markdown::{PARAGRAPH, SENTENCE, escape, more};
use super::room::{COMMENT, fitting};
use crate::model::text::cut;

/// Room for the line that counts what is left out.
const COUNT: usize = 100;

/// A comment: what does not fit is left out from the end, and counted.
pub struct Comment {
    head: String,
    lines: Vec<String>,
}

impl Comment {
    /// A comment under a heading.
    pub fn new(title: &str) -> Self {
        Self {
            head: format!("### {}\n", prose(title)),
            lines: Vec::new(),
        }
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, words: &str) {
        self.lines.push(format!("\n{}\n", prose(words)));
    }

    /// Adds a paragraph that stands out.
    pub fn strong(&mut self, words: &str) {
        self.lines.push(format!("\n**{}**\n", prose(words.trim())));
    }

    /// Adds a table of cells that are safe already; some columns hold numbers.
    pub fn table(
        &mut self,
        head: &[&str],
        numbers: Range<usize>,
        rows: impl IntoIterator<Item = Vec<String>>,
    ) {
        let titles = head.iter().copied().map(prose);
        let titles: Vec<String> = titles.collect();
        let align = (0..head.len()).map(|column| match numbers.contains(&column) {
            true => "---:".to_owned(),
            false => "---".to_owned(),
        });
        let align: Vec<String> = align.collect();
        self.lines
            .push(format!("\n{}{}", row(&titles), row(&align)));
        self.lines.extend(rows.into_iter().map(|cells| row(&cells)));
    }

    /// Adds a list under a heading; nothing without lines.
    pub fn list(&mut self, heading: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.strong(heading);
        self.lines.push("\n".to_owned());
        self.lines.extend(lines.iter().map(|line| item(0, line)));
    }

    /// The whole as Markdown.
    pub fn finish(self) -> String {
        let room = COMMENT.saturating_sub(self.head.len() + COUNT);
        let (lines, left_out) = fitting(&self.lines, room);
        format!(
            "{}{lines}{}",
            self.head,
            more(left_out, "line", " not shown")
        )
    }
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// A text of some sentences, safe and cut where nobody reads on.
pub fn prose(words: &str) -> String {
    escape(&cut(words, PARAGRAPH))
}

/// A line of a list; a number at its start would begin another list.
pub fn item(depth: usize, line: &str) -> String {
    let line = line.trim();
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let indent = "  ".repeat(depth);
    let safe = |words: &str| escape(&cut(words.trim(), SENTENCE));
    match rest.chars().next() {
        Some(mark @ ('.' | ')')) if digits > 0 => {
            let rest = safe(&rest[1..]);
            format!("{indent}- {number}&#{};{rest}\n", mark as u32)
        }
        _ => format!("{indent}- {}\n", safe(line)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_counted() {
        let mut comment = Comment::new("a|b");
        comment.table(
            &["Name", "Points"],
            1..2,
            [vec!["North".to_owned(), "7".to_owned()]],
        );
        let lines: Vec<String> = (0..1000)
            .map(|n| format!("{n}. {}", "x".repeat(300)))
            .collect();
        comment.list("Lines", &lines);
        let text = comment.finish();
        assert!(text.len() <= COMMENT, "{}", text.len());
        assert!(
            text.starts_with(
                "### a&#124;b\n\n| Name | Points |\n| --- | ---: |\n| North | 7 |\n\n**Lines**\n\n- 0&#46;xxx"
            ),
            "{text}"
        );
        let shown = text.lines().filter(|line| line.starts_with("- ")).count();
        assert!(
            text.ends_with(&format!("\n{} more lines not shown\n", 1000 - shown)),
            "{text}"
        );
    }
}
