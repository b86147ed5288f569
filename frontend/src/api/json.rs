//! Reads typed answers out of parsed JSON.
//!
//! `serde_json::from_str` compiles a parser anew for every type it reads, twice for each struct (as a list and as an
//! object). Parsing once into a [`Value`] and reading types from that halves what an operation adds to the bundle.

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Value;
use std::fmt;

/// The answer does not have the shape this build was compiled against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch(pub String);

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Reads a type out of JSON.
pub fn read<T: DeserializeOwned>(value: Value) -> Result<T, Mismatch> {
    T::deserialize(Json(value))
}

struct Json(Value);

impl Json {
    #[cold]
    fn wrong<T>(&self, wanted: &str) -> Result<T, Mismatch> {
        Err(Mismatch(format!("{wanted} wanted, found {}", self.0)))
    }
}

impl<'de> Deserializer<'de> for Json {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match number.as_i64() {
                Some(value) => visitor.visit_i64(value),
                None => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            Value::Object(fields) => visitor.visit_map(Fields {
                fields: fields.into_iter(),
                value: Value::Null,
            }),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Bool(value) => visitor.visit_bool(value),
            _ => self.wrong("true or false"),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0.as_i64() {
            Some(value) => visitor.visit_i64(value),
            None => self.wrong("an integer"),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &self.0 {
            Value::String(text) => visitor.visit_str(text),
            _ => self.wrong("a text"),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::String(text) => visitor.visit_string(text),
            _ => self.wrong("a text"),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            _ => self.wrong("a list"),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Fields {
                fields: fields.into_iter(),
                value: Value::Null,
            }),
            _ => self.wrong("an object"),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match &self.0 {
            Value::String(code) => {
                let code: StrDeserializer<'_, Mismatch> = code.as_str().into_deserializer();
                visitor.visit_enum(code)
            }
            _ => self.wrong("a code"),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        self.0.next().map(|item| seed.deserialize(Json(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Fields {
    fields: serde_json::map::IntoIter,
    value: Value,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        let Some((key, value)) = self.fields.next() else {
            return Ok(None);
        };
        self.value = value;
        let key: StrDeserializer<'_, Mismatch> = key.as_str().into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        seed.deserialize(Json(self.value.take()))
    }
}

#[cfg(test)]
mod tests {
    use remit_shared::problem::Alert;
    use serde::Deserialize;
    use serde_json::json;

    use super::read;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Line {
        due_on: Option<chrono::NaiveDate>,
        alerts: Vec<Alert>,
        count: i64,
        #[serde(default)]
        note: String,
    }

    #[test]
    fn an_answer_is_read_and_unknown_fields_are_left_alone() {
        let value = json!({ "dueOn": "2022-06-03", "alerts": ["RED"], "count": 3, "newer": { "x": [1] } });
        let line = Line {
            due_on: chrono::NaiveDate::from_ymd_opt(2022, 6, 3),
            alerts: vec![Alert::Red],
            count: 3,
            note: String::new(),
        };
        assert_eq!(read::<Line>(value), Ok(line));
    }

    #[test]
    fn another_shape_is_refused_with_a_reason() {
        for value in [
            json!({ "alerts": [], "count": "3" }),
            json!({ "alerts": ["PURPLE"], "count": 3 }),
            json!([]),
        ] {
            assert!(read::<Line>(value).is_err());
        }
    }
}
