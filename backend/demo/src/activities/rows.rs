//! The rows of an activity.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::activity::{
    ActivityEventKind, ActivityState, FindingState, TeamPart, checklist, write_kinds,
};
use remit_shared::calendar::shanghai_day;
use remit_store::Text;
use remit_store::entity::{
    activity_check, activity_event, activity_member, activity_share, activity_unit, file_content,
    file_object, finding, joint_activity, problem,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::table::Told;
use super::{Pen, Story};
use crate::city::Who;
use crate::error::DemoError;
use crate::evidence;
use crate::rng::Rng;

/// The activity as planned.
pub(super) fn planned(
    pen: &mut Pen<'_>,
    told: &Told,
    index: u64,
    (officer, at): (&Who, DateTime<Utc>),
) -> joint_activity::Model {
    joint_activity::Model {
        id: pen.mint.id("joint activity", at),
        jurisdiction_id: pen.city.jurisdiction,
        no: format!("DG-2022-{:04}", index + 1),
        year: 2022,
        title: told.title.to_owned(),
        kinds: write_kinds(&[told.kind]),
        from_on: told.from_on,
        to_on: told.to_on,
        state: Text(ActivityState::Planned),
        leader_id: officer.person,
        repeat_reason: None,
        notice_doc_no: None,
        notified_on: None,
        entered_on: None,
        put_on: None,
        answer_due_on: None,
        report: None,
        reported_on: None,
        reported_by: None,
        closed_on: None,
        cancel_reason: None,
        client_id: None,
        created_at: at,
        created_by: Some(officer.account),
        updated_at: at,
        version: 1,
        change_seq: pen.ticket(),
    }
}

/// A line of the history.
pub(super) fn note(
    pen: &mut Pen<'_>,
    story: &mut Story<'_>,
    (event, from): (ActivityEventKind, Option<ActivityState>),
    who: Option<&Who>,
    at: DateTime<Utc>,
    remark: Option<&str>,
) {
    story.events += 1;
    pen.data.activity_events.push(activity_event::Model {
        id: pen.mint.id("activity event", at),
        jurisdiction_id: pen.city.jurisdiction,
        activity_id: story.row.id,
        seq: story.events,
        at,
        event: Text(event),
        from_state: from.map(Text),
        to_state: story.row.state,
        actor_id: who.map(|who| who.person),
        actor_label: who.map_or_else(|| "系统".to_owned(), |who| who.label.clone()),
        role: who.map(|who| Text(who.role)),
        remark: remark.map(str::to_owned),
    });
}

/// The day on which the team was at a unit: the units are shared out over the days on site.
pub(super) fn visit_day(pen: &Pen<'_>, told: &Told, place: usize) -> Result<NaiveDate, DemoError> {
    let days = u32::try_from((told.to_on - told.from_on).num_days()).unwrap_or_default() + 1;
    let turn = u32::try_from(place).unwrap_or_default() % days;
    let day = pen.rules.calendar.add_working_days(told.from_on, turn);
    day.map_err(DemoError::refused("工作日历"))
}

/// Units, team, checklist.
pub(super) fn children(pen: &mut Pen<'_>, story: &Story<'_>) -> Result<(), DemoError> {
    let (told, row, officer) = (story.told, &story.row, story.officer);
    let at = row.created_at;
    for (sort, unit) in (0..).zip(told.units) {
        let on = visit_day(pen, told, usize::try_from(sort).unwrap_or_default())?;
        let seen = pen.moment(
            story.index * 100 + 40 + u64::try_from(sort).unwrap_or_default(),
            on,
        );
        let change_seq = pen.ticket();
        pen.data.activity_units.push(activity_unit::Model {
            id: pen.mint.id("activity unit", at),
            jurisdiction_id: row.jurisdiction_id,
            activity_id: row.id,
            org_id: pen.city.place(unit)?.id,
            sort,
            visited_on: Some(on),
            visited_by: Some(officer.person),
            note: Some("听取汇报，查阅“三定”规定、岗位说明书和台账，走访科室。".to_owned()),
            created_at: at,
            created_by: Some(officer.account),
            updated_at: seen,
            version: 2,
            change_seq,
        });
    }
    for (sort, (part, who)) in (0..).zip(team(pen, story)?) {
        pen.data.activity_members.push(activity_member::Model {
            id: pen.mint.id("activity member", at),
            jurisdiction_id: row.jurisdiction_id,
            activity_id: row.id,
            person_id: who.person,
            org_id: who.home,
            part: Text(part),
            sort,
            created_at: at,
            created_by: Some(officer.account),
            updated_at: at,
            version: 1,
            change_seq: row.change_seq,
        });
    }
    let done_at = pen.moment(story.index * 100 + 60, told.to_on);
    for (seq, item) in (1..).zip(checklist::of(told.kind)) {
        pen.data.activity_checks.push(activity_check::Model {
            id: pen.mint.id("activity check", at),
            jurisdiction_id: row.jurisdiction_id,
            activity_id: row.id,
            seq,
            item: (*item).to_owned(),
            done_on: Some(told.to_on),
            done_by: Some(officer.person),
            created_at: at,
            created_by: Some(officer.account),
            updated_at: done_at,
            version: 2,
            change_seq: row.change_seq,
        });
    }
    Ok(())
}

/// The officer in charge, another section's, an expert, and the linkage departments that took part.
fn team(pen: &Pen<'_>, story: &Story<'_>) -> Result<Vec<(TeamPart, Who)>, DemoError> {
    let mut inspected = Vec::new();
    for unit in story.told.units {
        inspected.push(pen.city.place(unit)?.id);
    }
    let outside = |who: &&Who| who.home.is_none_or(|home| !inspected.contains(&home));
    let mut team = vec![(TeamPart::Office, story.officer.clone())];
    let other = pen
        .city
        .others
        .get(usize::try_from(story.index * 2).unwrap_or_default());
    team.extend(other.cloned().map(|who| (TeamPart::Office, who)));
    let expert = pen.city.experts.iter().find(outside);
    team.extend(expert.cloned().map(|who| (TeamPart::Expert, who)));
    for department in story.told.departments {
        team.push((TeamPart::Linkage, pen.city.contact_of(department)?.clone()));
    }
    Ok(team)
}

/// The sections that read the result without a second inspection (K07).
pub(super) fn shares(pen: &mut Pen<'_>, story: &Story<'_>) {
    let at = story.row.updated_at;
    let sections: Vec<Uuid> = pen.city.office_sections.iter().skip(1).copied().collect();
    for section_id in sections {
        pen.data.activity_shares.push(activity_share::Model {
            id: pen.mint.id("activity share", at),
            jurisdiction_id: pen.city.jurisdiction,
            activity_id: story.row.id,
            section_id,
            created_at: at,
            created_by: Some(story.lead.account),
            updated_at: at,
            version: 1,
            change_seq: story.row.change_seq,
        });
    }
}

/// A finding as recorded on site; the problem it became says what was found.
pub(super) fn finding(
    pen: &mut Pen<'_>,
    story: &Story<'_>,
    (seq, state): (i32, FindingState),
    problem: &problem::Model,
    at: DateTime<Utc>,
) -> finding::Model {
    finding::Model {
        id: pen.mint.id("finding", at),
        jurisdiction_id: pen.city.jurisdiction,
        activity_id: story.row.id,
        seq,
        org_id: problem.org_id,
        title: problem.title.clone(),
        facts: problem.facts.clone(),
        basis: story.told.basis.to_owned(),
        category: problem.category,
        severity: problem.severity,
        state: Text(state),
        author_id: story.officer.person,
        answer_due_on: None,
        answered_on: None,
        answered_by: None,
        grounds: None,
        lapsed: false,
        settled_on: None,
        settled_by: None,
        reason: None,
        problem_id: None,
        client_id: None,
        created_at: at,
        created_by: Some(story.officer.account),
        updated_at: at,
        version: 1,
        change_seq: pen.ticket(),
    }
}

/// A photo taken on site.
pub(super) fn photo(pen: &mut Pen<'_>, who: &Who, finding: Uuid, at: DateTime<Utc>) {
    let place = u64::try_from(pen.data.files.len()).unwrap_or_default();
    let bytes = evidence::picture(&mut Rng::of(pen.mint.seed(), "photo on site", place));
    let sha256 = hex::encode(Sha256::digest(&bytes));
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    if !pen.data.contents.iter().any(|content| content.sha256 == sha256) {
        pen.data.contents.push(file_content::Model {
            sha256: sha256.clone(),
            bytes,
        });
    }
    let change_seq = pen.ticket();
    pen.data.files.push(file_object::Model {
        id: pen.mint.id("file", at),
        jurisdiction_id: pen.city.jurisdiction,
        sha256,
        name: format!("现场照片{}.png", shanghai_day(at).format("%m%d")),
        mime: "image/png".to_owned(),
        size,
        secrecy: "INTERNAL".to_owned(),
        scanned: true,
        subject_kind: Some(file_object::FINDING.to_owned()),
        subject_id: Some(finding),
        uploaded_by: who.person,
        created_at: at,
        created_by: Some(who.account),
        updated_at: at,
        version: 2,
        change_seq,
    });
}
