//! Values of a file apart from how they are written there.

use serde_json::Value;
use toml::de::DeValue;

/// A value without its place; whole numbers without a fraction, however the file writes them.
pub fn plain(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Boolean(yes) => Value::from(*yes),
        DeValue::Datetime(date) => Value::from(date.to_string()),
        DeValue::Integer(integer) if integer.radix() != 10 => {
            i128::from_str_radix(integer.as_str(), integer.radix())
                .map_or(Value::Null, |whole| number(whole as f64))
        }
        DeValue::Integer(integer) => integer.as_str().parse().map_or(Value::Null, number),
        DeValue::Float(float) => float.as_str().parse().map_or(Value::Null, number),
        DeValue::Array(values) => values.iter().map(|value| plain(value.get_ref())).collect(),
        DeValue::Table(table) => {
            let entries = table.iter();
            entries
                .map(|(key, value)| (key.get_ref().to_string(), plain(value.get_ref())))
                .collect()
        }
    }
}

fn number(number: f64) -> Value {
    // Every whole number below 2^53 is exact.
    if number.fract() == 0.0 && number.abs() < 9e15 {
        Value::from(number as i64)
    } else {
        Value::from(number)
    }
}
