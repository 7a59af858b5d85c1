//! JSON whose keys stay in the order in which they are written.
//!
//! `serde_json::Value` sorts them, or not, as the features of some other crate decide; the schema has
//! the order of the registry, and the same bytes in every build.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Object(Vec<(String, Node)>),
    List(Vec<Node>),
    Text(String),
    /// A number; a whole one is written without a fraction.
    Number(f64),
    YesNo(bool),
}

impl Node {
    pub fn object<const N: usize>(entries: [(&str, Node); N]) -> Self {
        Node::Object(entries.map(|(key, node)| (key.to_owned(), node)).to_vec())
    }

    pub fn texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        Node::List(texts.into_iter().map(|text| text.as_ref().into()).collect())
    }

    /// The object with one entry more.
    pub fn with(mut self, key: &str, node: impl Into<Node>) -> Self {
        if let Node::Object(entries) = &mut self {
            entries.push((key.to_owned(), node.into()));
        }
        self
    }

    /// Both objects in one, this one first.
    pub fn and(self, other: Node) -> Self {
        match (self, other) {
            (Node::Object(mut entries), Node::Object(more)) => {
                entries.extend(more);
                Node::Object(entries)
            }
            (node, _) => node,
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Node::Text(text.to_owned())
    }
}

impl From<f64> for Node {
    fn from(number: f64) -> Self {
        Node::Number(number)
    }
}

impl From<bool> for Node {
    fn from(answer: bool) -> Self {
        Node::YesNo(answer)
    }
}

impl From<Vec<Node>> for Node {
    fn from(nodes: Vec<Node>) -> Self {
        Node::List(nodes)
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, node) in entries {
                    map.serialize_entry(key, node)?;
                }
                map.end()
            }
            Node::List(nodes) => nodes.serialize(serializer),
            Node::Text(text) => text.serialize(serializer),
            Node::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                (*number as i64).serialize(serializer)
            }
            Node::Number(number) => number.serialize(serializer),
            Node::YesNo(answer) => answer.serialize(serializer),
        }
    }
}
