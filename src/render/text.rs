//! What all reports for people share: marks, wrapped lines, shell commands.

use anstyle::{AnsiColor, Style};

use super::sanitize::{sanitize, without_marks};
use crate::score::Verdict;

/// The width of a report where nobody says otherwise.
pub const WIDTH: usize = 80;

/// How wide a report may be, and on what it goes.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The width of its sentences.
    pub width: usize,
    /// The width of its tables, on a terminal; elsewhere they take what they need.
    pub table_width: Option<usize>,
}

impl Page {
    /// A page for a terminal of this many columns, or for a file.
    pub fn new(terminal: Option<usize>) -> Self {
        // Below 60 columns no table fits, above 100 no line is read with ease.
        let width = terminal.map(|columns| columns.max(60));
        Self {
            width: width.unwrap_or(WIDTH).min(100),
            table_width: width,
        }
    }

    /// A paragraph after a mark of up to five letters, wrapped and indented under itself. The text
    /// may hold anything; it is made safe here.
    pub fn paragraph(&self, mark: &str, style: Style, text: &str) -> String {
        const INDENT: &str = "      ";
        let text = one_stop(sanitize(text).into_owned());
        let options = textwrap::Options::new(self.width)
            .initial_indent(INDENT)
            .subsequent_indent(INDENT)
            .break_words(false)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let wrapped = textwrap::fill(&text, options);
        let body = wrapped.strip_prefix(INDENT).unwrap_or(&wrapped);
        if mark.is_empty() {
            return format!("{INDENT}{body}\n");
        }
        format!(
            "{style}{mark}{style:#}{}{body}\n",
            &INDENT[mark.len().min(5)..]
        )
    }
}

/// A text that does not end with two full stops, where a name in it has one of its own: `S.p.A.`.
pub fn one_stop(text: String) -> String {
    match text.strip_suffix("..") {
        Some(rest) if !rest.ends_with('.') => format!("{rest}."),
        _ => text,
    }
}

/// The mark of a verdict, which says the same as its colour.
pub fn mark(verdict: Verdict) -> (&'static str, Style) {
    let (mark, color) = match verdict {
        Verdict::Recommended => ("yes", AnsiColor::Green),
        Verdict::Conditional => ("if", AnsiColor::Yellow),
        Verdict::Undecided => ("open", AnsiColor::Yellow),
        Verdict::NotRecommended => ("no", AnsiColor::Red),
    };
    (mark, color.on_default().bold())
}

/// The style of other marks and of headings.
pub const BOLD: Style = Style::new().bold();

/// A name made safe and filled up to a column of this width.
pub fn padded(name: &str, width: usize) -> String {
    let name = sanitize(name);
    let gap = width.saturating_sub(textwrap::core::display_width(&name));
    format!("{name}{:gap$}", "")
}

/// A text as one word of a shell command, which stands in a report as it is and means the same when it is pasted.
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._/-+,:@%".contains(c);
    let is_option = text.starts_with('-') && text != "-";
    if !text.is_empty() && text.chars().all(is_plain) && !is_option {
        text.to_owned()
    } else if sanitize(text) != text || without_marks(text, "") != text {
        by_number(text)
    } else if text.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", text.replace('\'', "'\\''"))
    } else {
        format!("\"{text}\"")
    }
}

/// A text with signs that reports do not print as they are: `$'a\x0ab'`, where bash, zsh and ksh read each byte of them
/// from its number.
fn by_number(text: &str) -> String {
    let mut word = String::from("$'");
    let mut buffer = [0; 4];
    for c in text.chars() {
        let shown: &str = c.encode_utf8(&mut buffer);
        // The mark of a command to a CI runner begins with it.
        if c == '#' || sanitize(shown) != *shown {
            word.extend(shown.bytes().map(|byte| format!("\\x{byte:02x}")));
        } else {
            word.extend(matches!(c, '\'' | '\\').then_some('\\'));
            word.push(c);
        }
    }
    word + "'"
}

/// A command of this program with a deal and names. Operands that look like options stand behind `--`.
pub fn command(verb: &str, file: &str, names: &[&str], options: &str) -> String {
    let looks_like_option = |word: &&str| word.starts_with('-') && *word != "-";
    let guard = if names.iter().chain([&file]).any(looks_like_option) {
        "-- "
    } else {
        ""
    };
    let mut words = vec![shell_word(file)];
    words.extend(names.iter().map(|name| shell_word(name)));
    match (guard, options) {
        ("", "") => format!("partner-eval {verb} {}", words.join(" ")),
        ("", options) => format!("partner-eval {verb} {} {options}", words.join(" ")),
        (guard, options) => format!("partner-eval {verb} {options} {guard}{}", words.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_survive_the_shell() {
        assert_eq!(shell_word("deal.toml"), "deal.toml");
        assert_eq!(shell_word("Lundin Norway AS"), "\"Lundin Norway AS\"");
        assert_eq!(shell_word("a'b"), "\"a'b\"");
        assert_eq!(shell_word("a$(b)'c"), "'a$(b)'\\''c'");
        assert_eq!(shell_word("##[a] it's"), "$'\\x23\\x23[a] it\\'s'");
        assert_eq!(
            shell_word("a\nb\u{202e}\\"),
            "$'a\\x0ab\\xe2\\x80\\xae\\\\'"
        );
    }

    #[test]
    fn paragraphs_hang_under_their_mark() {
        let page = Page::new(None);
        let text = page.paragraph("no", Style::new(), &"word ".repeat(20));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("no    word") && lines[1].starts_with("      word"));
        assert!(lines.iter().all(|line| line.len() <= 80));
    }
}
