//! What a front end found of one candidate: keys and values with their places, flat in memory that serves for one
//! candidate after the other.

use std::ops::Range;

/// Where something stands, in the measure of the front end: bytes of a text, or columns of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

impl Span {
    /// Of a value in a table the span of its key, which comes before.
    pub fn of_key(self) -> Self {
        let end = self.end.saturating_sub(1);
        Self { end, ..self }
    }

    /// The same in no column.
    pub fn of_no_column(self) -> Self {
        Self { start: 0, ..self }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        let [start, end] = [range.start, range.end].map(|at| at.try_into().unwrap_or(u32::MAX));
        Self { start, end }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start as usize..span.end as usize
    }
}

/// A value, whatever it was written in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<Text> {
    /// A number, finite or not.
    Number(f64),
    /// What is written as a number and cannot be read.
    Unreadable,
    /// A text.
    Text(Text),
    /// true or false.
    YesNo(bool),
    /// A date, or a time, as it is written.
    Date(Text),
    /// A list.
    List,
    /// A table.
    Table,
}

impl<Text> Value<Text> {
    /// What it is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Number(_) | Value::Unreadable => "a number",
            Value::Text(_) => "a text",
            Value::YesNo(_) => "true or false",
            Value::Date(_) => "a date",
            Value::List => "a list",
            Value::Table => "a table",
        }
    }

    fn map<Other>(self, text: impl FnOnce(Text) -> Other) -> Value<Other> {
        match self {
            Value::Number(number) => Value::Number(number),
            Value::Unreadable => Value::Unreadable,
            Value::Text(found) => Value::Text(text(found)),
            Value::YesNo(answer) => Value::YesNo(answer),
            Value::Date(found) => Value::Date(text(found)),
            Value::List => Value::List,
            Value::Table => Value::Table,
        }
    }
}

/// Keys and values; the first value holds all others.
#[derive(Debug, Default)]
pub struct Tree {
    text: String,
    nodes: Vec<Node>,
    /// The tables and lists that are open.
    open: Vec<u32>,
    /// The key of the next value.
    key: (u32, u32),
    key_at: Span,
}

#[derive(Debug)]
struct Node {
    key: (u32, u32),
    key_at: Span,
    at: Span,
    value: Value<(u32, u32)>,
    /// The node after the last one inside it.
    next: u32,
}

impl Tree {
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.nodes.clear();
        self.open.clear();
        self.key = (0, 0);
    }

    /// The key of the next value.
    pub fn key(&mut self, key: &str, at: Span) {
        self.key = self.store(key);
        self.key_at = at;
    }

    /// A value that holds no others.
    pub fn value(&mut self, value: Value<&str>, at: Span) {
        let value = value.map(|text| self.store(text));
        self.nodes.push(Node {
            key: std::mem::take(&mut self.key),
            key_at: self.key_at,
            at,
            value,
            next: self.nodes.len() as u32 + 1,
        });
    }

    /// A list or a table, to which belongs what comes before it is closed.
    pub fn open(&mut self, value: Value<&str>, at: Span) {
        self.open.push(self.nodes.len() as u32);
        self.value(value, at);
    }

    /// Closes the last list or table that is open.
    pub fn close(&mut self) {
        let next = self.nodes.len() as u32;
        if let Some(place) = self.open.pop() {
            self.nodes[place as usize].next = next;
        }
    }

    /// What holds all others; `None` of an empty tree.
    pub fn root(&self) -> Option<Entry<'_>> {
        (!self.nodes.is_empty()).then_some(Entry {
            tree: self,
            place: 0,
        })
    }

    fn store(&mut self, text: &str) -> (u32, u32) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        (start, self.text.len() as u32)
    }
}

/// A value with its key, if it has one.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    tree: &'t Tree,
    place: usize,
}

impl<'t> Entry<'t> {
    fn node(self) -> &'t Node {
        &self.tree.nodes[self.place]
    }

    fn stored(self, (start, end): (u32, u32)) -> &'t str {
        &self.tree.text[start as usize..end as usize]
    }

    /// The key.
    pub fn name(self) -> &'t str {
        self.stored(self.node().key)
    }

    /// Where the key stands.
    pub fn key_at(self) -> Span {
        self.node().key_at
    }

    /// Where the value stands.
    pub fn at(self) -> Span {
        self.node().at
    }

    /// The value.
    pub fn value(self) -> Value<&'t str> {
        self.node().value.map(|text| self.stored(text))
    }

    /// What a table or a list holds; nothing of other values.
    pub fn inner(self) -> impl Iterator<Item = Entry<'t>> + Clone {
        let (tree, end) = (self.tree, self.node().next as usize);
        let first = (self.place + 1 < end).then_some(self.place + 1);
        std::iter::successors(first, move |place| {
            let next = tree.nodes[*place].next as usize;
            (next < end).then_some(next)
        })
        .map(move |place| Entry { tree, place })
    }

    /// The value of a key in a table.
    pub fn get(self, key: &str) -> Option<Entry<'t>> {
        self.inner().find(|entry| entry.name() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_holds_what_was_put_in() {
        let mut tree = Tree::default();
        for _ in 0..2 {
            tree.clear();
            tree.open(Value::Table, Span::default());
            tree.key("a", Span { start: 1, end: 2 });
            tree.open(Value::List, Span::default());
            tree.value(Value::Text("x"), Span::default());
            tree.value(Value::Number(1.0), Span::default());
            tree.close();
            tree.key("b", Span::default());
            tree.open(Value::Table, Span::default());
            tree.close();
            tree.key("c", Span::default());
            tree.value(Value::YesNo(true), Span::default());
            tree.close();
            let root = tree.root().expect("a root");
            let names: Vec<&str> = root.inner().map(Entry::name).collect();
            assert_eq!(names, ["a", "b", "c"]);
            let list = root.get("a").expect("a list");
            let items: Vec<Value<&str>> = list.inner().map(Entry::value).collect();
            assert_eq!(items, [Value::Text("x"), Value::Number(1.0)]);
            assert_eq!(list.key_at(), Span { start: 1, end: 2 });
            assert_eq!(root.get("b").map(|empty| empty.inner().count()), Some(0));
            assert_eq!(root.get("c").map(Entry::value), Some(Value::YesNo(true)));
        }
    }
}
