//! The words and marks of a Rust file, without its comments, its literals and what is compiled for tests only.

/// A word or mark, and the line on which it stands, from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub line: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Word(String),
    /// `::`
    Colons,
    Mark(char),
}

impl Token {
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn is_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    pub fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// The tokens of a file, without attributes and without items beneath `#[cfg(test)]`.
pub fn tokens(text: &str) -> Vec<Token> {
    without_tests(&all(text))
}

fn all(text: &str) -> Vec<Token> {
    let mut scanner = Scanner {
        chars: text.chars().collect(),
        at: 0,
        line: 1,
        tokens: Vec::new(),
    };
    while scanner.peek(0).is_some() {
        scanner.next();
    }
    scanner.tokens
}

struct Scanner {
    chars: Vec<char>,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.line += usize::from(self.peek(0) == Some('\n'));
            self.at += 1;
        }
    }

    fn push(&mut self, kind: Kind) {
        let line = self.line;
        self.tokens.push(Token { line, kind });
    }

    fn next(&mut self) {
        let Some(c) = self.peek(0) else { return };
        match (c, self.peek(1)) {
            ('/', Some('/')) => {
                while self.peek(0).is_some_and(|c| c != '\n') {
                    self.skip(1);
                }
            }
            ('/', Some('*')) => self.block_comment(),
            ('"', _) => self.string(),
            ('\'', _) => self.quote(),
            (':', Some(':')) => {
                self.push(Kind::Colons);
                self.skip(2);
            }
            _ if c.is_ascii_digit() => self.number(),
            _ if is_letter(c) => self.word(),
            _ => {
                if !c.is_whitespace() {
                    self.push(Kind::Mark(c));
                }
                self.skip(1);
            }
        }
    }

    /// Block comments nest.
    fn block_comment(&mut self) {
        let mut depth = 0;
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('*')) => {
                    depth += 1;
                    self.skip(2);
                }
                ('*', Some('/')) => {
                    depth -= 1;
                    self.skip(2);
                }
                _ => self.skip(1),
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn string(&mut self) {
        self.skip(1);
        while let Some(c) = self.peek(0) {
            self.skip(if c == '\\' { 2 } else { 1 });
            if c == '"' {
                return;
            }
        }
    }

    /// From the first `#` or `"` behind the `r` of a raw string.
    fn raw_string(&mut self) {
        let hashes = (0..).take_while(|&at| self.peek(at) == Some('#')).count();
        self.skip(hashes + 1);
        while let Some(c) = self.peek(0) {
            self.skip(1);
            if c == '"' && (0..hashes).all(|at| self.peek(at) == Some('#')) {
                self.skip(hashes);
                return;
            }
        }
    }

    /// A character or a lifetime.
    fn quote(&mut self) {
        if self.peek(1) == Some('\\') {
            self.skip(3);
            while self.peek(0).is_some_and(|c| c != '\'') {
                self.skip(1);
            }
            self.skip(1);
        } else if self.peek(2) == Some('\'') {
            self.skip(3);
        } else {
            self.skip(1);
            while self.peek(0).is_some_and(is_letter_or_digit) {
                self.skip(1);
            }
        }
    }

    fn number(&mut self) {
        while let Some(c) = self.peek(0) {
            let is_point = c == '.' && self.peek(1).is_some_and(|next| next.is_ascii_digit());
            if !is_letter_or_digit(c) && !is_point {
                return;
            }
            self.skip(1);
        }
    }

    fn word(&mut self) {
        let mut word = String::new();
        while let Some(c) = self.peek(0).filter(|&c| is_letter_or_digit(c)) {
            word.push(c);
            self.skip(1);
        }
        let hashes = (0..).take_while(|&at| self.peek(at) == Some('#')).count();
        match (word.as_str(), self.peek(hashes)) {
            ("r" | "br" | "cr", Some('"')) => self.raw_string(),
            ("b" | "c", Some('"')) if hashes == 0 => self.string(),
            // `r#type` is a name like any other.
            ("r", Some(c)) if hashes == 1 && is_letter(c) => {
                self.skip(1);
                self.word();
            }
            _ => self.push(Kind::Word(word)),
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_letter_or_digit(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Drops attributes, and with `#[cfg(test)]` the item beneath it.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let inner = usize::from(tokens.get(at + 1).is_some_and(|token| token.is('!')));
        let open = at + 1 + inner;
        if !token.is('#') || !tokens.get(open).is_some_and(|token| token.is('[')) {
            kept.push(token.clone());
            at += 1;
            continue;
        }
        let end = behind_bracket(tokens, open);
        at = match (is_for_tests(&tokens[open + 1..end]), inner) {
            (false, _) => end,
            (true, 0) => behind_item(tokens, end),
            // `#![cfg(test)]`: the rest of the module, or of the file.
            (true, _) => rest_of_block(tokens, end),
        };
    }
    kept
}

fn is_for_tests(attribute: &[Token]) -> bool {
    let has = |word: &str| attribute.iter().any(|token| token.is_word(word));
    attribute.first().is_some_and(|token| token.is_word("cfg")) && has("test") && !has("not")
}

/// Where a bracket that opens at `open` has been closed.
fn behind_bracket(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        depth += change_of_depth(token);
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

fn change_of_depth(token: &Token) -> i32 {
    match token.kind {
        Kind::Mark('(' | '[' | '{') => 1,
        Kind::Mark(')' | ']' | '}') => -1,
        _ => 0,
    }
}

fn behind_item(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    while tokens.get(at).is_some_and(|token| token.is('#')) {
        at = behind_bracket(tokens, at + 1);
    }
    let mut words = tokens[at..].iter().map_while(Token::word);
    let first = words.find(|&word| word != "pub");
    let second = words.next();
    // Braces in these are not the end yet.
    let ends_with_semicolon = matches!(first, Some("use" | "static" | "let"))
        || (first == Some("const") && second != Some("fn"));
    let is_item = first.is_some_and(|word| ITEMS.contains(&word));
    while let Some(token) = tokens.get(at) {
        match token.kind {
            Kind::Mark(';') => return at + 1,
            // A field, a variant, an arm of a match.
            Kind::Mark(',') if !is_item => return at + 1,
            Kind::Mark('}') => return at,
            Kind::Mark('{') if !ends_with_semicolon => return behind_bracket(tokens, at),
            Kind::Mark('(' | '[' | '{') => at = behind_bracket(tokens, at),
            _ => at += 1,
        }
    }
    at
}

const ITEMS: [&str; 14] = [
    "async",
    "const",
    "enum",
    "extern",
    "fn",
    "impl",
    "macro_rules",
    "mod",
    "static",
    "struct",
    "trait",
    "type",
    "unsafe",
    "use",
];

/// Where the block that encloses this place ends, before its brace.
fn rest_of_block(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        depth += change_of_depth(token);
        if depth < 0 {
            return at;
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = tokens(text);
        let words = tokens.iter().filter_map(Token::word);
        words.map(str::to_owned).collect()
    }

    #[test]
    fn comments_and_literals_are_no_words() {
        let text = r####"
a // b
/* c /* d */ e */ f "g \" h" 'i' '\'' '"' j<'k> b"l" r"m" r##"n "# o"## br#"p"# r#q 1.5e3 0xff 2..r
"####;
        assert_eq!(words(text), ["a", "f", "j", "q", "r"]);
    }

    #[test]
    fn lines_are_counted_through_literals_and_comments() {
        let tokens = tokens("\"a\nb\" /*\n*/ c\n// d\ne");
        let lines: Vec<usize> = tokens.iter().map(|token| token.line).collect();
        assert_eq!(lines, [3, 5]);
    }

    #[test]
    fn what_is_for_tests_alone_is_left_out() {
        assert_eq!(words("#[cfg(test)] mod tests { use a; { b } } c"), ["c"]);
        assert_eq!(words("#[cfg(test)] mod testing; c"), ["c"]);
        assert_eq!(words("#[cfg(test)] pub use a::{b, d}; c"), ["c"]);
        assert_eq!(
            words("#[cfg(test)] #[allow(x)] fn a(b: B) -> C { d } c"),
            ["c"]
        );
        assert_eq!(words("#[cfg(test)] const A: B = B { d }; c"), ["c"]);
        assert_eq!(words("S { #[cfg(test)] a: B, c }"), ["S", "c"]);
        assert_eq!(words("mod a { #![cfg(test)] b } c"), ["mod", "a", "c"]);
        assert_eq!(words("#[cfg(all(test, unix))] fn a() {} c"), ["c"]);
        assert_eq!(words("#[cfg(not(test))] a #[derive(B)] c"), ["a", "c"]);
    }
}
