//! Global ids as the `ID` scalar, as `remit_shared::id` writes and reads them, and the like of input fields.

use async_graphql::ID;
use remit_service::problem::Step;
use remit_shared::id::{NodeKind, decode, encode};
use remit_shared::refusal::{Refusal, RefusalCode};
use uuid::Uuid;

/// The global id of a row.
pub fn global(kind: NodeKind, id: Uuid) -> ID {
    ID(encode(kind, id))
}

/// Reads an id of the expected kind from an input field; anything else is `E_INPUT` on that field.
pub fn read(kind: NodeKind, id: &ID, field: &str) -> Result<Uuid, Refusal> {
    decode(kind, id).map_err(|refusal| refusal.on(field))
}

/// Reads the record and the version that a change names.
pub fn step(kind: NodeKind, id: &ID, version: i32) -> Result<Step, Refusal> {
    Ok(Step {
        id: read(kind, id, "id")?,
        version,
    })
}

/// [`read`] for a field that may be left out.
pub fn read_optional(kind: NodeKind, id: Option<&ID>, field: &str) -> Result<Option<Uuid>, Refusal> {
    id.map(|id| read(kind, id, field)).transpose()
}

/// [`read`] for a list of ids.
pub fn read_all(kind: NodeKind, ids: &[ID], field: &str) -> Result<Vec<Uuid>, Refusal> {
    ids.iter().map(|id| read(kind, id, field)).collect()
}

/// Reads a number that cannot be negative.
pub fn count(field: &str, number: i32) -> Result<u32, Refusal> {
    u32::try_from(number).map_err(|_| {
        let (zh, en) = ("此项不能为负数，请改填。", "This number cannot be negative.");
        Refusal::new(RefusalCode::Input, zh, en).on(field)
    })
}

/// Reads an id that the client made for one form, so that sending it twice changes nothing twice: a UUID.
pub fn read_client(id: &ID) -> Result<Uuid, Refusal> {
    Uuid::try_parse(id).map_err(|_| {
        Refusal::new(
            RefusalCode::Input,
            "表单编号格式不正确，请刷新页面后重新填写。",
            "The form's own id is not a UUID; reload the page and fill the form in again.",
        )
        .on("clientId")
    })
}
