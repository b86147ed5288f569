//! Sealed invitations (§3.8): made at opening, shuffled within each group, printed for the envelopes, gone at closing.

use std::collections::HashMap;

use remit_shared::evaluation::{CampaignKind, CampaignState, code, cohort};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;
use remit_store::entity::{ballot_issue, campaign, campaign_stratum, evaluator_profile};
use remit_store::evaluation::{ballot, campaign as rows, pool};
use uuid::Uuid;

use crate::app::App;
use crate::audit::note_read;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// An invitation as it is printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Group.
    pub stratum_id: Uuid,
    /// Number of the envelope in its group.
    pub no: i32,
    /// The code, in groups of four.
    pub code: String,
    /// Number of the evaluator on the envelope, where the pool knows one.
    pub addressee: Option<String>,
}

/// Makes the invitations of a campaign; how many.
pub(super) async fn make(work: &Work<'_>, row: &campaign::Model) -> Answer<usize> {
    let jurisdiction = work.tx.jurisdiction_id();
    let strata = rows::strata(&work.tx, jurisdiction, row.id).await?;
    let mut pool = by_group(&strata, pool::active(&work.tx, jurisdiction).await?);
    let least = usize::try_from(row.min_cell).unwrap_or_default();
    let mut made = 0;
    for (place, mut stratum) in strata.into_iter().enumerate() {
        let mut holders: Vec<Option<Uuid>> = if row.kind.get() == CampaignKind::Grassroots {
            let people = pool.remove(&place).unwrap_or_default();
            people.into_iter().map(Some).collect()
        } else {
            vec![None; usize::try_from(stratum.invited).unwrap_or_default()]
        };
        if holders.len() < least {
            // People have left the pool since the approval: who is left would answer by name.
            tracing::warn!(campaign = %row.code, "a group has become too small and is not invited");
            holders.clear();
        }
        shuffle(work.ctx, &mut holders);
        let issues = (1..)
            .zip(&holders)
            .map(|(no, holder)| issue(work, &stratum, no, *holder))
            .collect::<Answer<Vec<_>>>()?;
        made += issues.len();
        stratum.invited = i32::try_from(issues.len()).unwrap_or(i32::MAX);
        ballot::invite(&work.tx, issues).await?;
        rows::update_stratum(&work.tx, stratum).await?;
    }
    Ok(made)
}

/// Evaluators by the place of their group; who belongs to none is not invited.
fn by_group(
    strata: &[campaign_stratum::Model],
    people: Vec<evaluator_profile::Model>,
) -> HashMap<usize, Vec<Uuid>> {
    let mut groups: HashMap<usize, Vec<Uuid>> = HashMap::new();
    for person in people {
        let known = strata.iter().map(|one| (one.org_id, one.class.as_deref()));
        if let Some(place) = cohort::place(known, person.town_id, person.class.get().code()) {
            groups.entry(place).or_default().push(person.id);
        }
    }
    groups
}

/// Fisher–Yates over the context's random bytes.
fn shuffle<T>(ctx: &OpCtx, items: &mut [T]) {
    for last in (1..items.len()).rev() {
        let drawn = u64::from_le_bytes(ctx.random());
        let span = u64::try_from(last + 1).unwrap_or(1);
        items.swap(last, usize::try_from(drawn % span).unwrap_or(0));
    }
}

fn issue(
    work: &Work<'_>,
    stratum: &campaign_stratum::Model,
    no: i32,
    holder: Option<Uuid>,
) -> Answer<ballot_issue::Model> {
    let drawn = code::of_bytes(&work.ctx.random());
    Ok(ballot_issue::Model {
        id: work.ctx.random_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        campaign_id: stratum.campaign_id,
        stratum_id: stratum.id,
        profile_id: holder,
        no,
        issued: false,
        code_hash: Some(code::hash(&drawn)),
        code_enc: Some(work.app.sealer.seal(work.ctx, &drawn)?),
        blinded: None,
        evaluation: None,
    })
}

/// The invitations of a campaign or of one of its groups, for printing. The read is audited.
pub async fn list(app: &App, ctx: &OpCtx, campaign: Uuid, stratum: Option<Uuid>) -> Answer<Vec<Invitation>> {
    let scope = ctx.authorise(Capability::CampaignManage)?;
    let row = rows::find(app.db.read(), &scope, campaign)
        .await?
        .ok_or_else(Refusal::not_found)?;
    if row.state.get() != CampaignState::Open {
        return Err(Refusal::new(
            RefusalCode::State,
            "邀请函在问卷开放填答期间可以打印；截止后邀请码即行销毁。",
            "Invitations can be printed while the campaign is open; their codes are erased at closing.",
        )
        .into());
    }
    let issues = ballot::issues(app.db.read(), scope.jurisdiction_id(), row.id, stratum).await?;
    let labels: HashMap<Uuid, String> = pool::active(app.db.read(), scope.jurisdiction_id())
        .await?
        .into_iter()
        .map(|person| (person.id, person.label))
        .collect();
    let invitations = issues
        .into_iter()
        .filter_map(|issue| Some((issue.code_enc.clone()?, issue)))
        .map(|(sealed, issue)| {
            Ok(Invitation {
                stratum_id: issue.stratum_id,
                no: issue.no,
                code: code::printed(&app.sealer.open(&sealed)?),
                addressee: issue.profile_id.and_then(|id| labels.get(&id).cloned()),
            })
        })
        .collect::<Answer<Vec<_>>>()?;
    note_read(
        app,
        ctx,
        "campaign.invitations",
        format!("{}: {}", row.code, invitations.len()),
    )
    .await?;
    Ok(invitations)
}
