//! A line of a version of a duty-task list.

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A line of a version of a duty-task list.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duty_task_line", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Version.
    pub list_id: Uuid,
    /// Number within the unit, kept over the versions.
    pub no: i32,
    /// Place in the list, from 1.
    pub sort: i32,
    /// The duty.
    pub duty: String,
    /// What is done to perform it.
    pub tasks: String,
    /// Document and article.
    pub basis: String,
}

impl ActiveModelBehavior for ActiveModel {}
