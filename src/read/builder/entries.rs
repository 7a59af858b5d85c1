//! Takes in the keys and values that a front end found as a tree: a table of the deal file, a JSON object.

use super::candidate::CandidateBuilder;
use super::evidence;
use super::lines::Lines;
use super::need::need;
use super::rating;
use super::slots::{CULTURE, FactsSlot, NumberSlot, PLACEHOLDER, RECORD, Takes};
use super::tree::{Entry, Span, Tree, Value};
use super::words;
use crate::deal::{Attribute, Problem};
use crate::model::Code;
use crate::model::keys::{self, KeyTable, Range, ValueKind};

/// What to do with JSON that goes by columns.
const A_LINE_EACH: &str = "each line holds one candidate: in pandas `to_json(orient=\"records\", lines=True)` writes such \
                           lines, in R `jsonlite::stream_out`";

/// Vetoes that are none, in lower case.
const NO_REASON: [&str; 27] = [
    "", "no", "none", "n/a", "na", "nil", "null", "false", "0", "-", "--", "–", "—", "nein",
    "kein", "keine", "non", "aucun", "nee", "geen", "nej", "ei", "nie", "brak", "não", "ninguno",
    "nessuno",
];

impl CandidateBuilder<'_> {
    /// Takes in all entries of a table.
    pub fn read(&mut self, tree: &Tree) {
        let Some(root) = tree.root() else {
            return;
        };
        let mut needs = None;
        for entry in root.inner() {
            let at = entry.key_at();
            let Some(place) = self.place(entry.name()) else {
                let problem = words::unknown_key(self.table, entry.name(), at);
                self.foreign_keys.push(problem);
                continue;
            };
            self.key_at[place] = at;
            self.say_key(place);
            let key = &self.table.keys[place];
            match key.kind {
                ValueKind::Name => {
                    if let Some(name) = self.report.text(|| key.name.to_owned(), entry) {
                        self.name(name, entry.at());
                    } else if matches!(self.lines, Lines::Row(_))
                        && matches!(entry.value(), Value::Table | Value::List)
                        && let Some(problem) = self.report.problems.last_mut()
                    {
                        problem.help = Some(A_LINE_EACH.to_owned());
                    }
                }
                ValueKind::Number(_) | ValueKind::Whole(_) => {
                    if let Some(slot) = NumberSlot::of(&[key.name]) {
                        self.number_entry(slot, key.kind, entry);
                    }
                }
                ValueKind::Numbers(range) => self.facts_entry(entry, range),
                ValueKind::Table(table) => self.parts(table, entry),
                ValueKind::Texts => self.list_entry(key.name == "markets", entry),
                ValueKind::Text => self.text_entry(key.name, entry),
                // The gaps of their needs depend on their capabilities.
                ValueKind::NamedOr(..) => needs = Some(entry),
                ValueKind::NameYesNo => self.meets(entry),
                ValueKind::NameEvidence => self.sources(entry),
                ValueKind::Attributes => self.attributes(entry),
                ValueKind::Ratings => self.ratings(entry),
                _ => {}
            }
        }
        if let Some(entry) = needs {
            self.needs(entry);
        }
    }

    fn number_entry(&mut self, slot: NumberSlot, kind: ValueKind, entry: Entry<'_>) {
        if let Some(takes) = Takes::of_kind(kind) {
            self.number_value(slot, entry.value(), entry.at(), takes);
        }
    }

    /// A table with fixed keys, all of which are numbers.
    fn parts(&mut self, table: &'static KeyTable, entry: Entry<'_>) {
        if !self.report.is_table(entry) {
            return;
        }
        let is_culture = entry.name() == "culture";
        *if is_culture {
            &mut self.has_culture
        } else {
            &mut self.has_record
        } = true;
        let slots: &[NumberSlot] = if is_culture { &CULTURE } else { &RECORD };
        for part in entry.inner() {
            let (name, at) = (part.name(), part.key_at());
            let mut known = table.keys.iter().zip(slots);
            if let Some((key, slot)) = known.find(|(key, _)| key.name == name) {
                self.number_entry(*slot, key.kind, part);
            } else if is_culture {
                self.has_foreign_culture = true;
                self.report.say(Code::UnknownName, at, || {
                    words::unknown_name("kind of culture", name, at, keys::CULTURE)
                });
            } else {
                self.report
                    .say(Code::UnknownKey, at, || words::unknown_key(table, name, at));
            }
        }
    }

    fn facts_entry(&mut self, entry: Entry<'_>, range: Range) {
        let Some(slot) = FactsSlot::of(entry.name()) else {
            return;
        };
        // Also where it is no table: what is there is a fact.
        self.facts(slot);
        if !self.report.is_table(entry) {
            return;
        }
        for fact in entry.inner() {
            let (name, at) = (fact.name(), fact.key_at());
            self.known.check(slot, name, at, &mut self.report);
            let takes = Takes::any(self.known.range(slot, name, range));
            let what = || format!("{}.{name}", entry.name());
            let number = self.report.number(what, fact, takes);
            // Goals are divided by the sum of all, those that the deal does not have included; contributions add up.
            if let Some(symbol) = self.symbol(
                name,
                matches!(slot, FactsSlot::Goals | FactsSlot::Contributions),
            ) {
                let line = self.line(at);
                self.fact(slot, symbol, number.unwrap_or(PLACEHOLDER), line);
            }
        }
        self.facts(slot).sort();
    }

    fn list_entry(&mut self, is_markets: bool, entry: Entry<'_>) {
        let mut list = self.list(is_markets);
        if entry.value() == Value::List {
            for item in entry.inner() {
                if let Some(name) = self.report.text(|| entry.name().to_owned(), item) {
                    self.listed(is_markets, name, item.at(), &mut list);
                }
            }
        } else {
            let what = || entry.name().to_owned();
            self.report.wrong_type(what, "a list of texts", entry);
        }
        self.set_list(is_markets, list);
    }

    fn text_entry(&mut self, key: &str, entry: Entry<'_>) {
        let Some(text) = self.report.text(|| key.to_owned(), entry) else {
            return;
        };
        match key {
            "veto" => self.veto(text, entry.at()),
            "notes" if self.keeps_all() => self.candidate.notes = Some(text.to_owned()),
            _ => {}
        }
    }

    /// Takes in a veto, which must say why.
    fn veto(&mut self, text: &str, at: Span) {
        self.candidate.veto = Some(text.to_owned());
        let words = text.trim().to_lowercase();
        if NO_REASON.contains(&words.strip_suffix('.').unwrap_or(&words)) {
            self.report.say(Code::Empty, at, || {
                let message = format!("a veto for no reason: \"{text}\"");
                Problem::new(Code::Empty, at.into(), message)
                    .help("say why they are out of the question; leave the key out if they are not")
            });
        }
    }

    /// Takes in their needs, after their capabilities.
    fn needs(&mut self, entry: Entry<'_>) {
        let mut needs = Vec::new();
        if self.report.is_table(entry) {
            for inner in entry.inner() {
                let Some(name) = self.symbol(inner.name(), true) else {
                    continue;
                };
                let line = self.line(inner.key_at());
                let own = self.candidate.capabilities.get(name).unwrap_or(0.0);
                needs.push(need(inner, name, own, line, &mut self.report));
            }
        }
        needs.sort_by_key(|need| need.name);
        self.candidate.needs = Some(needs);
    }

    fn meets(&mut self, entry: Entry<'_>) {
        if !self.report.is_table(entry) {
            return;
        }
        for inner in entry.inner() {
            let name = inner.name();
            if !self
                .known
                .check_requirement(name, inner.key_at(), &mut self.report)
            {
                continue;
            }
            let answer = self.report.yes_no(|| format!("meets.{name}"), inner);
            if let Some(symbol) = self.names.find(name)
                && let Some(answer) = answer
            {
                self.candidate.meets.push((symbol, answer));
            }
        }
        self.candidate.meets.sort_unstable();
    }

    fn sources(&mut self, entry: Entry<'_>) {
        if !self.report.is_table(entry) {
            return;
        }
        let rule = self.deal.evidence;
        for inner in entry.inner() {
            let (name, at) = (inner.name(), inner.key_at());
            // A part of a table may have a source of its own; it goes by its table.
            let key = name.split('.').next().unwrap_or(name);
            if self.place(key).is_none() {
                let known = self.table.names();
                self.report.say(Code::UnknownName, at, || {
                    words::unknown_name("key in `sources`", name, at, known)
                });
                continue;
            }
            let source = evidence::read(inner, rule, &mut self.report);
            if let Some(source) = source.filter(|_| self.keeps_all() || !rule.is_idle()) {
                self.sources_at.push((name.to_owned(), at));
                self.candidate.sources.insert(name.to_owned(), source);
            }
        }
    }

    fn attributes(&mut self, entry: Entry<'_>) {
        if self.report.is_table(entry) {
            entry
                .inner()
                .for_each(|inner| self.attribute(inner.name(), inner.value(), inner.at()));
        }
    }

    /// Takes in a free attribute.
    fn attribute(&mut self, name: &str, value: Value<&str>, at: Span) {
        let takes = Takes::any(Range::MEASURE);
        let attribute = match value {
            Value::Text(_) | Value::YesNo(_) if !self.keeps_all() => return,
            Value::Text(text) => Attribute::Text(text.to_owned()),
            Value::YesNo(answer) => Attribute::YesNo(answer),
            _ => match self.report.number_of(|| name.to_owned(), value, at, takes) {
                Some(number) if self.keeps_all() => Attribute::Number(number),
                _ => return,
            },
        };
        let attributes = &mut self.candidate.attributes;
        attributes.insert(name.to_owned(), attribute);
    }

    fn ratings(&mut self, entry: Entry<'_>) {
        if self.report.is_table(entry) {
            entry.inner().for_each(|inner| self.rating(inner));
        }
        self.candidate.ratings.sort();
    }

    /// Takes in the rating of a criterion.
    fn rating(&mut self, entry: Entry<'_>) {
        let (name, at) = (entry.name(), entry.key_at());
        let deal = self.deal;
        let Some(id) = deal.find_criterion(name) else {
            return self.report.say(Code::UnknownName, at, || {
                words::unknown_name("criterion in `ratings`", name, at, deal.criterion_ids())
            });
        };
        let rating = rating::Reader {
            deal,
            id,
            lines: self.lines,
            report: &mut self.report,
        }
        .read(entry);
        self.rate_standing(id, self.standing(id), rating, at);
    }
}
