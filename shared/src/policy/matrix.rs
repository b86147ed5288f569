//! The permission matrix (§4): `reach(role, capability)` and the words of a refusal.
//!
//! Row notes that a cell cannot hold: `problem.read` is `D` for city leaders (the units they are in charge of,
//! R5), `O` for linkage contacts and officers (R2, R4); experts have no `problem.read` and reach units only
//! through sessions (R3). `push.write` `O` is the section's own sheets. `registry.read` `P` is every unit's
//! name, kind, sections and supervision, without counts; counts need `problem.read`.

mod table;

use super::{Capability, Reach};
use crate::identity::Role;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// How far a capability reaches for a role (a cell of §4). A verb absent from the table is refused to all.
pub fn reach(role: Role, capability: Capability) -> Reach {
    row(capability)
        .and_then(|(_, cells)| cells.as_bytes().get(role as usize))
        .map_or(Reach::None, |c| cell(*c))
}

/// The roles that have a capability, in the order of the table.
pub fn roles_with(capability: Capability) -> Vec<Role> {
    Role::ALL
        .iter()
        .copied()
        .filter(|role| reach(*role, capability) != Reach::None)
        .collect()
}

/// What a role may do and how far: menus, `me.capabilities` and the generated matrix ask this.
pub fn capabilities_of(role: Role) -> Vec<(Capability, Reach)> {
    Capability::ALL
        .iter()
        .map(|capability| (*capability, reach(role, *capability)))
        .filter(|(_, reach)| *reach != Reach::None)
        .collect()
}

/// The clause of the specification a capability comes from, such as "K08".
pub fn clause(capability: Capability) -> &'static str {
    row(capability).map_or("", |(clause, _)| clause)
}

/// `E_ROLE`, naming the roles that may.
pub fn refuse(capability: Capability) -> Refusal {
    let roles = roles_with(capability);
    if roles.is_empty() {
        return Refusal::plain(RefusalCode::Role);
    }
    let zh: Vec<_> = roles.iter().map(|role| role.zh()).collect();
    let en: Vec<_> = roles.iter().map(|role| role.en()).collect();
    Refusal::new(
        RefusalCode::Role,
        format!(
            "“{}”由{}办理，您当前的岗位无此权限。",
            capability.zh(),
            zh.join("、")
        ),
        format!(
            "Only these roles may {}: {}. Your present role may not.",
            capability.en(),
            en.join(", ")
        ),
    )
}

/// The whole matrix as text: the checked-in `docs/generated/permission-matrix.txt`.
pub fn render() -> String {
    let width = Capability::ALL
        .iter()
        .map(|capability| capability.code().len())
        .max()
        .unwrap_or(0);
    let line = |name: &str, cells: Vec<String>, clause: &str| {
        format!("{name:width$}  {}  {clause}\n", cells.join(" "))
    };
    let heads = Role::ALL.iter().map(|role| role.code().to_owned()).collect();
    let rows = Capability::ALL.iter().map(|capability| {
        let cells = Role::ALL
            .iter()
            .map(|role| format!(" {}", letter(reach(*role, *capability))))
            .collect();
        line(capability.code(), cells, clause(*capability))
    });
    [HEADER.to_owned(), line("capability", heads, "clause")]
        .into_iter()
        .chain(rows)
        .collect()
}

const HEADER: &str = "\
Permission matrix (domain.md §4). Generated from remit_shared::policy::matrix; do not edit.

Columns are roles, rows are capabilities. A cell says how far the capability reaches:
  -  none
  O  own or assigned records
  D  own unit (for city leaders: the units they are in charge of)
  A  all
  P  published part only
A verb that has no row is refused to everybody.

";

fn row(capability: Capability) -> Option<(&'static str, &'static str)> {
    table::TABLE
        .get(capability as usize)
        .filter(|(of, ..)| *of == capability)
        .map(|(_, clause, cells)| (*clause, *cells))
}

fn cell(letter: u8) -> Reach {
    match letter {
        b'O' => Reach::Own,
        b'D' => Reach::Unit,
        b'A' => Reach::All,
        b'P' => Reach::Published,
        _ => Reach::None,
    }
}

fn letter(reach: Reach) -> char {
    match reach {
        Reach::None => '-',
        Reach::Own => 'O',
        Reach::Unit => 'D',
        Reach::All => 'A',
        Reach::Published => 'P',
    }
}
