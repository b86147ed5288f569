//! Slices of lists.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QuerySelect, Select};

use crate::error::Result;

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// Rows at most.
    pub limit: u64,
    /// Rows skipped.
    pub offset: u64,
    /// Whether to count the whole list too; costs a statement.
    pub total: bool,
}

impl Slice {
    /// The first rows, uncounted.
    pub fn first(limit: u64) -> Self {
        Self {
            limit,
            offset: 0,
            total: false,
        }
    }

    /// The same slice with the count of the whole list.
    #[must_use]
    pub fn counted(self) -> Self {
        Self { total: true, ..self }
    }
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Rows in the whole list, if asked for.
    pub total: Option<u64>,
}

/// Counts `select` if the slice asks for it. Call it before ordering: the order is dead weight in a count.
pub(crate) async fn total<E, C>(conn: &C, select: &Select<E>, slice: Slice) -> Result<Option<u64>>
where
    E: EntityTrait,
    E::Model: FromQueryResult + Sized + Send + Sync,
    C: ConnectionTrait,
{
    if !slice.total {
        return Ok(None);
    }
    Ok(Some(select.clone().count(conn).await?))
}

/// Cuts the slice out of an ordered select.
pub(crate) fn cut<S: QuerySelect>(select: S, slice: Slice) -> S {
    select.limit(slice.limit).offset(slice.offset)
}
