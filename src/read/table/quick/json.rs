//! The common JSON line.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{CULTURE, Named, Numbered, Place, RECORD, Sheet, capability, fact, map_of, place_of};
use crate::deal::Symbol;
use crate::deal::{Deal, Requirement};
use crate::model::keys::{self, Range};

/// Takes a line in; `None` where this reader is not sure of it.
pub fn read(sheet: &mut Sheet, deal: &Deal, line: &str) -> Option<()> {
    let mut json = serde_json::Deserializer::from_str(line);
    Object { sheet, deal }.deserialize(&mut json).ok()?;
    json.end().ok()
}

/// More keys than this in one object are looked at elsewhere.
const MOST_KEYS: usize = 64;

/// What this reader is not sure of; the words are never shown.
fn unsure<T, E: Error>() -> Result<T, E> {
    Err(E::custom("unsure"))
}

/// A line: the keys of a candidate.
struct Object<'a> {
    sheet: &'a mut Sheet,
    deal: &'a Deal,
}

/// A value that this reader knows.
enum Simple<'de> {
    Nothing,
    Number(f64),
    YesNo(bool),
    Text(Cow<'de, str>),
}

struct AnySimple;

impl<'de> DeserializeSeed<'de> for AnySimple {
    type Value = Simple<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Simple<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnySimple {
    type Value = Simple<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a simple value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Simple::Nothing)
    }

    fn visit_bool<E>(self, answer: bool) -> Result<Self::Value, E> {
        Ok(Simple::YesNo(answer))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Simple::Number(number as f64))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Simple::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Simple::Number(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Simple::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Simple::Text(Cow::Owned(text.to_owned())))
    }
}

/// Each entry of an object whose values are simple, given to a function; what is null is not there.
struct Each<F>(F);

impl<'de, F> DeserializeSeed<'de> for Each<F>
where
    F: FnMut(&str, Simple<'de>) -> Option<()>,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, F> Visitor<'de> for Each<F>
where
    F: FnMut(&str, Simple<'de>) -> Option<()>,
{
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(mut self, mut map: M) -> Result<(), M::Error> {
        // Of two the last one would count; and who has many is not the common candidate.
        let mut seen: Vec<Cow<'_, str>> = Vec::new();
        while let Some(key) = map.next_key_seed(AnySimple)? {
            let (Simple::Text(key), value) = (key, map.next_value_seed(AnySimple)?) else {
                return unsure();
            };
            if seen.len() == MOST_KEYS || seen.contains(&key) {
                return unsure();
            }
            seen.push(key.clone());
            if matches!(value, Simple::Nothing) {
                continue;
            }
            if self.0(&key, value).is_none() {
                return unsure();
            }
        }
        Ok(())
    }
}

/// A list of names, each given to a function.
struct EachName<F>(F);

impl<'de, F: FnMut(&str)> DeserializeSeed<'de> for EachName<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(&str)> Visitor<'de> for EachName<F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of names")
    }

    fn visit_seq<S: SeqAccess<'de>>(mut self, mut list: S) -> Result<(), S::Error> {
        while let Some(name) = list.next_element_seed(AnySimple)? {
            match name {
                Simple::Text(name) => self.0(&name),
                _ => return unsure(),
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let Object { sheet, deal } = self;
        // The places of the keys that were there: of two the last one would count.
        let mut seen = 0u64;
        while let Some(key) = map.next_key_seed(AnySimple)? {
            let Simple::Text(key) = key else {
                return unsure();
            };
            let known = keys::CANDIDATE.keys.iter();
            match known.map(|key| key.name).position(|name| *name == *key) {
                Some(place) if seen & (1 << place) == 0 => seen |= 1 << place,
                _ => return unsure(),
            }
            entry(sheet, deal, &key, &mut map)?;
        }
        Ok(())
    }
}

/// Takes in the value of a key.
fn entry<'de, M: MapAccess<'de>>(
    sheet: &mut Sheet,
    deal: &Deal,
    key: &str,
    map: &mut M,
) -> Result<(), M::Error> {
    match key {
        "name" | "veto" | "notes" => match (map.next_value_seed(AnySimple)?, key) {
            (Simple::Nothing, _) => {}
            (Simple::Text(text), "name") => sheet.candidate.name.push_str(&text),
            (Simple::Text(text), "veto") => sheet.candidate.veto = Some(text.into_owned()),
            (Simple::Text(_), _) => {}
            _ => return unsure(),
        },
        "markets" | "standards" => {
            let is_markets = key == "markets";
            let mut names = sheet.list(is_markets);
            // A name that the deal does not have earns nothing.
            map.next_value_seed(EachName(|name: &str| names.extend(deal.names.find(name))))?;
            sheet.set_list(is_markets, names);
        }
        "culture" | "track_record" => {
            map.next_value_seed(Each(|part: &str, value: Simple<'_>| {
                let (place, takes) = place_of(&[key, part])?;
                sheet.numbers.set(place, number(value, takes)?);
                Some(())
            }))?;
            let places: &[Place] = if key == "culture" { &CULTURE } else { &RECORD };
            if places
                .iter()
                .any(|place| sheet.numbers.get(*place).is_none())
            {
                return unsure();
            }
        }
        "ratings" => {
            map.next_value_seed(Each(|id: &str, value: Simple<'_>| {
                let id = deal.find_criterion(id)?;
                deal.plan.find(id)?;
                sheet.rate(id, number(value, Numbered::any(Range::RATING))?);
                Some(())
            }))?;
            sheet.candidate.ratings.sort();
        }
        "meets" => {
            map.next_value_seed(Each(|name: &str, value: Simple<'_>| {
                let Simple::YesNo(answer) = value else {
                    return None;
                };
                let name = deal.names.find(name)?;
                let is_meant = |required: &&Requirement| required.name == name;
                let required = deal.requirements.iter().find(is_meant)?;
                sheet.candidate.meets.push((required.name, answer));
                Some(())
            }))?;
            sheet.candidate.meets.sort_unstable();
        }
        "sources" => map.next_value_seed(Each(|_: &str, value: Simple<'_>| {
            matches!(value, Simple::Text(_)).then_some(())
        }))?,
        "attributes" => map.next_value_seed(Each(|_: &str, value: Simple<'_>| match value {
            Simple::Number(_) => number(value, Numbered::any(Range::MEASURE)).map(|_| ()),
            _ => Some(()),
        }))?,
        // Needs of their own are for the reader of deals.
        _ => {
            if let Some((place, takes)) = place_of(&[key]) {
                let value = map.next_value_seed(AnySimple)?;
                if matches!(value, Simple::Nothing) {
                    return Ok(());
                }
                match number(value, takes) {
                    Some(number) => sheet.numbers.set(place, number),
                    None => return unsure(),
                }
            } else if let Some((kind, range)) = map_of(key) {
                let facts = sheet.facts(kind);
                map.next_value_seed(Each(|name: &str, value: Simple<'_>| {
                    let Some(name) = deal.names.find(name) else {
                        // What the deal does not ask for earns nothing; but goals are divided by the
                        // sum of all.
                        number(value, Numbered::any(range))?;
                        return matches!(kind, Named::Capabilities | Named::Sales).then_some(());
                    };
                    let range = match kind {
                        Named::Capabilities => capability(deal, name),
                        _ if !is_known(deal, kind, name) => return None,
                        _ => range,
                    };
                    facts.add(fact(name, number(value, Numbered::any(range))?));
                    Some(())
                }))?;
                facts.sort();
            } else {
                map.next_value::<IgnoredAny>()?;
                return unsure();
            }
        }
    }
    Ok(())
}

/// Whether a table may have an entry of that name: a risk has to be one of the deal, a goal need not.
fn is_known(deal: &Deal, kind: Named, name: Symbol) -> bool {
    match kind {
        Named::RiskControl | Named::RiskShares => deal.risks.iter().any(|risk| risk.name == name),
        Named::Pledges => deal.resources.iter().any(|resource| resource.name == name),
        Named::Measures => {
            let mut own = deal.own_criteria.iter();
            own.any(|own| own.name == name && own.scale.is_some())
        }
        Named::Goals | Named::Sales | Named::Capabilities => true,
    }
}

fn number(value: Simple<'_>, takes: Numbered) -> Option<f64> {
    match value {
        Simple::Number(number) if takes.holds(number) => Some(number),
        _ => None,
    }
}
