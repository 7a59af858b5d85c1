//! JSON lines as data frames write them: keys with dots as columns have them, numbers as text.

use super::cell;
use super::column::Column;
use super::dialect::Dialect;
use super::path::{Leaf, Path};
use crate::read::builder::{Span, Tree, Value};
use crate::read::rows::{Event, JsonError, JsonFault, scan};

/// A key and what it says.
#[derive(Debug)]
struct Node {
    key: String,
    key_at: Span,
    at: Span,
    said: Said,
}

#[derive(Debug)]
enum Said {
    Number(f64),
    Text(String),
    YesNo(bool),
    List(Vec<Node>),
    Table(Vec<Node>),
}

/// Whether a line may need the closer look, by one of its keys.
pub fn is_dotted(key: &str) -> bool {
    key.contains('.')
}

/// The same by one of its texts.
pub fn may_be_no_text(text: &str) -> bool {
    match text.as_bytes().first() {
        None => true,
        Some(byte) if byte.is_ascii_alphabetic() => {
            text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
        }
        Some(byte) => byte.is_ascii(),
    }
}

/// Makes a tree of a line, with its keys nested and its numbers read.
pub fn fill(tree: &mut Tree, line: &str) -> Result<(), JsonError> {
    let mut nested = Vec::new();
    for node in nodes(line, None)? {
        let path = Path::parse(&node.key).ok().filter(|_| is_dotted(&node.key));
        let keys = path.map_or_else(|| vec![node.key.clone()], |path| path.keys);
        put(&mut nested, &keys, node, None)?;
    }
    read(&mut nested, &mut Vec::new());
    tree.clear();
    tree.open(Value::Table, Span::from(0..1));
    nested.iter().for_each(|node| add(tree, node));
    tree.close();
    Ok(())
}

/// The keys of an object; their places are those of the line, or all are the same.
fn nodes(text: &str, place: Option<Span>) -> Result<Vec<Node>, JsonError> {
    let (mut done, mut open) = (Vec::new(), Vec::new());
    let (mut key, mut key_at) = (String::new(), Span::default());
    scan(text, |event, byte| {
        let at = place.unwrap_or(Span::from(byte..byte + 1));
        let said = match event {
            Event::Key(name) => {
                key = name.to_owned();
                key_at = place.unwrap_or(Span::from(byte..byte));
                return;
            }
            Event::Object => Said::Table(Vec::new()),
            Event::List => Said::List(Vec::new()),
            Event::Number(number) => Said::Number(number),
            Event::Text(text) => Said::Text(text.to_owned()),
            Event::YesNo(answer) => Said::YesNo(answer),
            Event::End => {
                let node = open.pop();
                inside(&mut done, &mut open).extend(node);
                return;
            }
        };
        let is_open = matches!(said, Said::Table(_) | Said::List(_));
        let key = std::mem::take(&mut key);
        let node = Node {
            key,
            key_at,
            at,
            said,
        };
        if is_open {
            open.push(node);
        } else {
            inside(&mut done, &mut open).push(node);
        }
    })?;
    let root = done.pop().map(|root: Node| root.said);
    Ok(match root {
        Some(Said::Table(inner)) => inner,
        _ => Vec::new(),
    })
}

/// What the last open list or table holds.
fn inside<'n>(done: &'n mut Vec<Node>, open: &'n mut [Node]) -> &'n mut Vec<Node> {
    match open.last_mut().map(|node| &mut node.said) {
        Some(Said::Table(inner) | Said::List(inner)) => inner,
        _ => done,
    }
}

/// Puts what a key says where its parts lead, inside the table of the key `outer`.
fn put(
    nodes: &mut Vec<Node>,
    keys: &[String],
    node: Node,
    outer: Option<&str>,
) -> Result<(), JsonError> {
    let Some((first, rest)) = keys.split_first() else {
        return Ok(());
    };
    let Some(place) = nodes.iter().position(|other| other.key == *first) else {
        let (key_at, at) = (node.key_at, node.at);
        let said = if rest.is_empty() {
            node.said
        } else {
            let mut inner = Vec::new();
            put(&mut inner, rest, node, Some(first))?;
            Said::Table(inner)
        };
        let key = first.clone();
        nodes.push(Node {
            key,
            key_at,
            at,
            said,
        });
        return Ok(());
    };
    let before = &mut nodes[place];
    // Beside `ratings.trust.evidence`, `ratings.trust` is the score.
    let whole = match outer {
        Some("ratings") => Some("score"),
        Some("needs") => Some("level"),
        _ => None,
    };
    if let (false, Some(whole)) = (rest.is_empty() || before.is_table(), whole) {
        let score = Node {
            key: whole.to_owned(),
            key_at: before.key_at,
            at: before.at,
            said: std::mem::replace(&mut before.said, Said::Table(Vec::new())),
        };
        before.said = Said::Table(vec![score]);
    }
    match (&mut before.said, node.said) {
        (Said::Table(inner), said) if !rest.is_empty() => {
            put(inner, rest, Node { said, ..node }, Some(first))
        }
        (Said::Table(inner), Said::Table(more)) => more.into_iter().try_for_each(|node| {
            let key = node.key.clone();
            put(inner, &[key], node, Some(first))
        }),
        (Said::Table(inner), said) if let Some(whole) = whole => {
            put(inner, &[whole.to_owned()], Node { said, ..node }, None)
        }
        _ => Err(twice(first, node.at)),
    }
}

fn twice(key: &str, at: Span) -> JsonError {
    JsonError {
        at: at.start as usize,
        fault: JsonFault::Twice(key.to_owned()),
    }
}

/// Reads the texts that are numbers, true or false, or an object, where such are asked for; empty ones say nothing.
fn read(nodes: &mut Vec<Node>, keys: &mut Vec<String>) {
    nodes.retain_mut(|node| {
        keys.push(node.key.clone());
        let is_said = read_one(node, keys);
        keys.pop();
        is_said
    });
}

/// The same of one; whether it says anything.
fn read_one(node: &mut Node, keys: &mut Vec<String>) -> bool {
    // What shows something is text, whatever it says.
    let is_text = |key: &String| matches!(key.as_str(), "evidence" | "abstains" | "sources");
    if keys.iter().any(is_text) {
        return true;
    }
    let path = || Path::parse(&keys.join(".")).ok();
    match &mut node.said {
        Said::Table(inner) => read(inner, keys),
        Said::List(inner) => {
            if let Some(path) = path().filter(|path| matches!(path.leaf, Leaf::Rating)) {
                inner.retain_mut(|node| read_text(node, &path));
            }
        }
        Said::Text(text) if text.trim_start().starts_with('{') => {
            if let Some(path) = path().filter(|path| path.leaf == Leaf::Rating)
                && let Ok(inner) = nodes(text.trim(), Some(node.at))
            {
                node.said = Said::Table(inner);
                let mut keys = path.keys;
                return read_one(node, &mut keys);
            }
        }
        Said::Text(_) => {
            if let Some(path) = path() {
                return read_text(node, &path);
            }
        }
        Said::Number(_) | Said::YesNo(_) => {}
    }
    true
}

/// The same of a text under a key.
fn read_text(node: &mut Node, path: &Path) -> bool {
    let Said::Text(text) = &node.said else {
        return true;
    };
    if matches!(path.leaf, Leaf::Text | Leaf::List | Leaf::Attribute) {
        return true;
    }
    let column = Column::cell(path.clone(), 0);
    let place = |number| Node {
        key: String::new(),
        key_at: node.at,
        at: node.at,
        said: number,
    };
    match cell::of_text(&column, &Dialect::default(), text) {
        Ok(None) => return false,
        Ok(Some(cell::Value::Number(number))) => node.said = Said::Number(number),
        Ok(Some(cell::Value::YesNo(answer))) => node.said = Said::YesNo(answer),
        Ok(Some(cell::Value::Marks(marks))) => {
            let said = marks.into_iter().map(|mark| match mark {
                Some(number) => place(Said::Number(number)),
                None => place(Said::Text("abstains".to_owned())),
            });
            node.said = Said::List(said.collect());
        }
        // It is told that a text is none of what is asked for.
        Ok(Some(cell::Value::Text(_))) | Err(_) => {}
    }
    true
}

impl Node {
    fn is_table(&self) -> bool {
        matches!(self.said, Said::Table(_))
    }
}

fn add(tree: &mut Tree, node: &Node) {
    tree.key(&node.key, node.key_at);
    let inner = match &node.said {
        Said::Number(number) => return tree.value(Value::Number(*number), node.at),
        Said::Text(text) => return tree.value(Value::Text(text), node.at),
        Said::YesNo(answer) => return tree.value(Value::YesNo(*answer), node.at),
        Said::List(inner) => {
            tree.open(Value::List, node.at);
            inner
        }
        Said::Table(inner) => {
            tree.open(Value::Table, node.at);
            inner
        }
    };
    inner.iter().for_each(|node| add(tree, node));
    tree.close();
}
