//! Where a hat belongs: DL, DC and LK to a unit, OL, OV and OS to the office, administrators nowhere.

use remit_shared::identity::Role;
use remit_shared::organisation::OrgKind;
use remit_shared::policy::Scope;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::org;
use remit_store::organisation::{self, OrgFilter, OrgSort};
use remit_store::page::Slice;
use uuid::Uuid;

use super::NewGrant;
use crate::failure::{Answer, Fault};
use crate::work::Work;

/// Unit and section of a hat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    pub org: Option<Uuid>,
    pub section: Option<Uuid>,
}

/// Checks the unit and section of a grant against its role. For OL, OV and OS the office is filled in.
pub(super) async fn check(work: &Work<'_>, scope: &Scope, input: &NewGrant) -> Answer<Place> {
    let org = match input.org {
        Some(id) => Some(existing(work, scope, id).await?),
        None if is_of_office(input.role) => Some(office(work, scope).await?),
        None => None,
    };
    if let Some(org) = &org {
        suits(input.role, org.kind.get())?;
    }
    if input.role == Role::Os && input.section.is_none() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "授予“编办其他科室”岗位须选定具体科室。",
            "Choose the section of the office that the role is for.",
        )
        .on("sectionId")
        .into());
    }
    let org = org.map(|org| org.id);
    if let Some(section) = input.section {
        check_section(work, org, section).await?;
    }
    Ok(Place {
        org,
        section: input.section,
    })
}

fn is_of_office(role: Role) -> bool {
    matches!(role, Role::Ol | Role::Ov | Role::Os)
}

async fn existing(work: &Work<'_>, scope: &Scope, id: Uuid) -> Answer<org::Model> {
    let today = work.ctx.today();
    let found = organisation::find(&work.tx, scope, id).await?;
    let found = found.filter(|org| org.valid_to.is_none_or(|last| last >= today));
    Ok(found.ok_or_else(|| Refusal::not_found().on("orgId"))?)
}

async fn office(work: &Work<'_>, scope: &Scope) -> Answer<org::Model> {
    let filter = OrgFilter {
        kinds: vec![OrgKind::OversightOffice],
        ..OrgFilter::default()
    };
    let page = organisation::page(&work.tx, scope, None, &filter, OrgSort::Registry, Slice::first(1)).await?;
    let office = page.rows.into_iter().next().map(|row| row.org);
    Ok(office.ok_or_else(|| Fault::Broken("the registry holds no oversight office".into()))?)
}

fn suits(role: Role, kind: OrgKind) -> Result<(), Refusal> {
    let (fits, zh, en) = match role {
        Role::Sa | Role::Se | Role::Au => (
            false,
            "系统、安全、审计管理员不限定单位，请清空所属单位。",
            "Administrators belong to no unit; leave it empty.",
        ),
        Role::Ol | Role::Ov | Role::Os => (
            kind == OrgKind::OversightOffice,
            "该岗位只能设在编办，请选择编办。",
            "This role belongs to the staffing office; choose the office.",
        ),
        Role::Dl | Role::Dc => (
            !matches!(
                kind,
                OrgKind::OversightOffice | OrgKind::University | OrgKind::NewsMedia
            ),
            "部门负责人、联络员须属于机关、事业单位或镇街，请重新选择单位。",
            "Unit leads and contacts belong to an organ, an institution, a town or a subdistrict; choose one.",
        ),
        Role::Lk => (
            kind != OrgKind::OversightOffice,
            "联动部门不能是编办本身，请重新选择单位。",
            "The office is not a linkage department of its own; choose another unit.",
        ),
        _ => (true, "", ""),
    };
    if fits {
        Ok(())
    } else {
        Err(Refusal::new(RefusalCode::Input, zh, en).on("orgId"))
    }
}

/// A section has to belong to the unit, and to exist still.
async fn check_section(work: &Work<'_>, org: Option<Uuid>, section: Uuid) -> Answer<()> {
    let today = work.ctx.today();
    let found = organisation::sections_by_ids(&work.tx, work.tx.jurisdiction_id(), &[section]).await?;
    let belongs = found
        .iter()
        .any(|section| Some(section.org_id) == org && section.valid_to.is_none_or(|last| last >= today));
    if belongs {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "所选科室不属于该单位，请重新选择。",
        "The section does not belong to the unit; choose another.",
    )
    .on("sectionId")
    .into())
}
