//! What the clock does (§3.8): opens a campaign at its first day, closes it after its last.

use remit_shared::evaluation::CampaignEventKind;
use remit_shared::evaluation::machine;
use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_store::entity::campaign;
use remit_store::evaluation::campaign as rows;
use uuid::Uuid;

use super::loaded::{Loaded, Paper, Said, facts_of};
use super::{invitation, notify, seal};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Opens and closes what is due; the number of campaigns changed. Safe to repeat and to run on several nodes.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let calendar = app.calendar.get(app).await?;
    let mut changed = 0;
    for row in rows::watch_live(app.db.read(), app.settings.jurisdiction_id).await? {
        let paper = Paper::of(&row)?;
        let due = machine::automatic(row.state.get(), &facts_of(&row, &paper, &calendar, ctx.today()));
        if let Some(event) = due {
            changed += usize::from(run_one(app, ctx, row.id, event).await?);
        }
    }
    Ok(changed)
}

async fn run_one(app: &App, ctx: &OpCtx, id: Uuid, event: CampaignEventKind) -> Answer<bool> {
    seal::prepare(app).await?;
    let action = match event {
        CampaignEventKind::Open => "campaign.open",
        _ => "campaign.close",
    };
    let mut work = Work::begin(app, ctx, action).await?;
    let Some(row) = rows::watch_find(&work.tx, work.tx.jurisdiction_id(), id).await? else {
        work.abandon().await?;
        return Ok(false);
    };
    if !machine::from(event).contains(&row.state.get()) {
        work.abandon().await?;
        return Ok(false);
    }
    let result = run_in(&mut work, row, event).await;
    work.finish(result).await?;
    if event == CampaignEventKind::Close {
        seal::scrub(app).await;
    }
    Ok(true)
}

async fn run_in(work: &mut Work<'_>, row: campaign::Model, event: CampaignEventKind) -> Answer<()> {
    let mut loaded = Loaded::for_clock(work, row).await?;
    work.before(&loaded.row);
    loaded.step(work, event, Said::default())?;
    if event == CampaignEventKind::Open {
        let invited = invitation::make(work, &loaded.row).await?;
        work.remark(format!("{invited} invitations"));
        loaded.save(work).await?;
        return Ok(());
    }
    seal::close_box(work, &loaded.row).await?;
    let row = loaded.save(work).await?;
    notify::tell(work, &row, &[Role::Ov], None, NoticeKind::CampaignClosed).await
}
