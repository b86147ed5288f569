//! What of coordination waits on the workbench, and the counts beside it (K37).

use remit_shared::coordination::{CaseEventKind, ConsultationEventKind, ConsultationState};
use remit_shared::identity::Role;
use remit_shared::policy::Capability;
use remit_store::coordination::case::{CaseFilter, CaseSort, CaseView};
use remit_store::coordination::consultation::{ConsultationFilter, ConsultationSort};
use remit_store::page::Slice;

use super::known::Known;
use super::read::{self, Consulted, Reader};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::workbench::{Count, QueueItem};

/// Lines asked for at most.
const SHOWN: u64 = 30;

/// The part of this hat: nothing for most.
pub async fn queue(app: &App, ctx: &OpCtx) -> Answer<Vec<QueueItem>> {
    let role = ctx.signed_in()?.role;
    if !matches!(role, Role::Ol | Role::Ov | Role::Dl | Role::Dc) {
        return Ok(Vec::new());
    }
    let reader = read::reader(app, ctx, Capability::CaseRead).await?;
    let filter = CaseFilter {
        view: Some(CaseView::Live),
        ..CaseFilter::default()
    };
    let page = read::list(app, &reader, (filter, CaseSort::Due), Slice::first(SHOWN)).await?;
    let mut items: Vec<QueueItem> = page
        .rows
        .into_iter()
        .filter_map(|known| duty(app, &reader, &known).map(|event| QueueItem::Case(Box::new(known), event)))
        .collect();
    if matches!(role, Role::Dl | Role::Dc) {
        items.extend(consultations(app, ctx).await?);
    }
    Ok(items)
}

/// The first allowed action that is a duty; extending, meeting again and withdrawing are options.
fn duty(app: &App, reader: &Reader, known: &Known) -> Option<CaseEventKind> {
    use CaseEventKind as E;
    let allowed: Vec<E> = reader
        .actions(app, known)
        .into_iter()
        .filter(|action| action.outcome.is_ok())
        .map(|action| action.event)
        .collect();
    let duties = [
        E::Refuse,
        E::Accept,
        E::Supplement,
        E::GiveOpinion,
        E::Publish,
        E::Check,
        E::Decide,
    ];
    if known.row.round == 0 && allowed.contains(&E::AskOpinions) {
        return Some(E::AskOpinions);
    }
    duties.into_iter().find(|event| allowed.contains(event))
}

async fn consultations(app: &App, ctx: &OpCtx) -> Answer<Vec<QueueItem>> {
    let reader = read::reader(app, ctx, Capability::ConsultationManage).await?;
    let filter = ConsultationFilter {
        states: vec![ConsultationState::Open, ConsultationState::Failed],
        ..ConsultationFilter::default()
    };
    let slice = Slice::first(SHOWN);
    let page = read::consultation_list(app, &reader, (filter, ConsultationSort::Due), slice).await?;
    Ok(page
        .rows
        .into_iter()
        .filter_map(|seen| {
            consultation_duty(app, &reader, &seen)
                .map(|action| QueueItem::Consultation(Box::new(seen), action))
        })
        .collect())
}

/// APPLY once it has failed; while it is open, the own view, then the signature.
fn consultation_duty(app: &App, reader: &Reader, seen: &Consulted) -> Option<&'static str> {
    use remit_shared::wire::Wire;
    if matches!(reader.may_apply(app, seen), Some(Ok(()))) {
        return Some(CaseEventKind::Apply.code());
    }
    let unanswered = seen
        .parties
        .iter()
        .any(|party| reader.scope.covers(party.org_id) && party.view.is_none());
    let allowed = reader.consultation_actions(app, seen);
    let wanted = if seen.row.memo.is_some() {
        ConsultationEventKind::Sign
    } else {
        ConsultationEventKind::GiveView
    };
    allowed
        .into_iter()
        .find(|action| action.event == wanted && action.outcome.is_ok())
        .filter(|_| wanted == ConsultationEventKind::Sign || unanswered)
        .map(|action| action.event.code())
}

/// The tiles: live cases for the office, and those that wait for the lead's decision.
pub async fn counts(app: &App, ctx: &OpCtx) -> Answer<Vec<Count>> {
    let tiles: &[(&'static str, CaseView, &'static str)] = match ctx.signed_in()?.role {
        Role::Ol => &[("cases.toDecide", CaseView::ToDecide, "view=TO_DECIDE")],
        Role::Ov => &[("cases.live", CaseView::Live, "view=LIVE")],
        _ => return Ok(Vec::new()),
    };
    let reader = read::reader(app, ctx, Capability::CaseRead).await?;
    let views: Vec<CaseView> = tiles.iter().map(|(_, view, _)| *view).collect();
    let numbers = read::counts(app, &reader, &views).await?;
    Ok(tiles
        .iter()
        .zip(numbers)
        .map(|((key, _, filter), count)| Count {
            key,
            count,
            list: "/cases",
            filter,
        })
        .collect())
}
