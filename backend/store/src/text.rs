//! [`Text`]: how an enumeration of `remit_shared` lies in a TEXT column.

use std::fmt;

use remit_shared::wire::Wire;
use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, StringLen, ValueType, ValueTypeErr};
use sea_orm::{
    ActiveValue, ColIdx, DbErr, IntoActiveValue, QueryResult, TryFromU64, TryGetError, TryGetable, Value,
};
use serde::{Serialize, Serializer};

/// A column that holds the code of a [`Wire`] enumeration.
///
/// A code that the running version does not know is reported as
/// [`StoreError::Inconsistent`](crate::StoreError::Inconsistent): it means that storage was written by a newer
/// version or by hand, and guessing would lose data.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Text<E: Wire>(pub E);

/// Why a stored code could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column} holds {code:?}, which is no {kind}")]
pub struct UnknownCode {
    /// Name of the enumeration.
    pub kind: &'static str,
    /// Column as the statement names it.
    pub column: String,
    /// The code found.
    pub code: String,
}

impl<E: Wire> Text<E> {
    /// The value.
    pub fn get(self) -> E {
        self.0
    }
}

impl<E: Wire> fmt::Debug for Text<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code())
    }
}

impl<E: Wire> fmt::Display for Text<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code())
    }
}

impl<E: Wire> From<E> for Text<E> {
    fn from(value: E) -> Self {
        Self(value)
    }
}

impl<E: Wire> PartialEq<E> for Text<E> {
    fn eq(&self, other: &E) -> bool {
        self.0 == *other
    }
}

impl<E: Wire> Serialize for Text<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<E: Wire> From<Text<E>> for Value {
    fn from(value: Text<E>) -> Self {
        Self::String(Some(value.0.code().to_owned()))
    }
}

impl<E: Wire> TryGetable for Text<E> {
    fn try_get_by<I: ColIdx>(res: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let code = String::try_get_by(res, index)?;
        E::parse(&code).map(Self).ok_or_else(|| {
            let unknown = UnknownCode {
                kind: E::NAME,
                column: format!("{index:?}"),
                code,
            };
            TryGetError::DbErr(DbErr::TryIntoErr {
                from: "TEXT",
                into: E::NAME,
                source: std::sync::Arc::new(unknown),
            })
        })
    }
}

impl<E: Wire> ValueType for Text<E> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        match value {
            Value::String(Some(code)) => E::parse(&code).map(Self).ok_or(ValueTypeErr),
            _ => Err(ValueTypeErr),
        }
    }

    fn type_name() -> String {
        E::NAME.to_owned()
    }

    fn array_type() -> ArrayType {
        ArrayType::String
    }

    fn column_type() -> ColumnType {
        ColumnType::String(StringLen::None)
    }
}

impl<E: Wire> Nullable for Text<E> {
    fn null() -> Value {
        Value::String(None)
    }
}

impl<E: Wire> IntoActiveValue<Self> for Text<E> {
    fn into_active_value(self) -> ActiveValue<Self> {
        ActiveValue::Set(self)
    }
}

impl<E: Wire> sea_orm::sea_query::postgres_array::NotU8 for Text<E> {}

/// Codes may be part of a primary key; they are never made from a number.
impl<E: Wire> TryFromU64 for Text<E> {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64(E::NAME))
    }
}
