//! The voter's side (§3.8, K20 K27 K28), without an account: open the ballot, draw a credential, cast, look it up.
//!
//! Nothing here is audited and nothing carries a time but the day of a ballot. A context that says who acts, or from
//! where, is refused before anything is read.

use remit_shared::evaluation::credential::{ELEMENT, Evaluation, StratumKey, WIDE};
use remit_shared::evaluation::machine::{self, CampaignFacts};
use remit_shared::evaluation::paper::{Answers, SALT_BYTES, ballot_hash};
use remit_shared::evaluation::{CampaignEventKind, CampaignState, code};
use remit_shared::identity::Role;
use remit_shared::policy::{Capability, Reach, matrix};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::{
    ballot_credential, ballot_issue, ballot_response, campaign, campaign_stratum, org,
};
use remit_store::evaluation::{ballot as rows, campaign as campaigns};
use remit_store::{WriteTx, organisation};
use uuid::Uuid;

use super::loaded::{Paper, facts_of};
use super::tally::own_unit;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};

/// A ballot as it lies before a voter.
pub struct Opened {
    /// Campaign.
    pub campaign: campaign::Model,
    /// Questions and targets.
    pub paper: Paper,
    /// Units of this ballot, in its order.
    pub units: Vec<org::Model>,
    /// Group of the invitation.
    pub stratum: campaign_stratum::Model,
    /// Town or unit of the group.
    pub group: Option<org::Model>,
    /// All groups with their public keys, so that the device recomputes the commitment.
    pub keys: Vec<(Uuid, String)>,
    /// Whether a credential was already drawn.
    pub drawn: bool,
}

/// A ballot to be cast.
#[derive(Debug, Clone)]
pub struct Cast {
    /// Campaign.
    pub campaign: Uuid,
    /// Group whose key the credential was made under.
    pub stratum: Uuid,
    /// Nonce of the credential, hexadecimal.
    pub nonce: String,
    /// Output of the credential, hexadecimal.
    pub output: String,
    /// Random bytes of the ballot's hash, hexadecimal.
    pub salt: String,
    /// The answers, one letter each.
    pub answers: String,
}

/// TK's right, held without an account; and nothing in the context may say who acts.
fn admit(ctx: &OpCtx) -> Result<(), Refusal> {
    if matrix::reach(Role::Tk, Capability::BallotAnswer) == Reach::None {
        return Err(matrix::refuse(Capability::BallotAnswer));
    }
    if ctx.is_unlinked() {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "为保护填答人，问卷只能在匿名填答页面提交，请从邀请函的二维码进入。",
        "To protect voters, ballots are taken on the anonymous page only; open it from your invitation.",
    ))
}

/// Opens the ballot of an invitation.
pub async fn open(app: &App, ctx: &OpCtx, typed: &str) -> Answer<Opened> {
    admit(ctx)?;
    let (conn, jurisdiction) = (app.db.read(), app.settings.jurisdiction_id);
    let issue = known(rows::issue_of_code(conn, jurisdiction, &digest(typed)?).await?)?;
    let campaign = campaigns::watch_find(conn, jurisdiction, issue.campaign_id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let paper = Paper::of(&campaign)?;
    let strata = campaigns::strata(conn, jurisdiction, campaign.id).await?;
    let keys = strata
        .iter()
        .map(|one| (one.id, one.public_key.clone()))
        .collect();
    let stratum = strata
        .into_iter()
        .find(|one| one.id == issue.stratum_id)
        .ok_or_else(|| Fault::Broken("an invitation names a group that does not exist".to_owned()))?;
    check_open(app, ctx, &campaign, &paper).await?;
    let targets = paper.targets_of(&campaign, stratum.org_id);
    let mut wanted = targets.clone();
    wanted.extend(stratum.org_id);
    let found = organisation::by_ids(conn, jurisdiction, &wanted).await?;
    let named = |id: Uuid| found.iter().find(|unit| unit.id == id).cloned();
    Ok(Opened {
        units: targets.into_iter().filter_map(named).collect(),
        group: stratum.org_id.and_then(named),
        campaign,
        paper,
        stratum,
        keys,
        drawn: issue.issued,
    })
}

/// Hands out a credential: one a invitation; the same device may ask again for the same blinded element.
pub async fn draw(app: &App, ctx: &OpCtx, typed: &str, blinded: &str) -> Answer<Evaluation> {
    admit(ctx)?;
    let tx = app.db.write(app.settings.jurisdiction_id).await?;
    let result = draw_in(app, ctx, &tx, typed, blinded).await;
    settle(tx, result).await
}

async fn draw_in(app: &App, ctx: &OpCtx, tx: &WriteTx, typed: &str, blinded: &str) -> Answer<Evaluation> {
    let issue = known(rows::issue_of_code(tx, tx.jurisdiction_id(), &digest(typed)?).await?)?;
    let campaign = campaigns::watch_find(tx, tx.jurisdiction_id(), issue.campaign_id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    check_open(app, ctx, &campaign, &Paper::of(&campaign)?).await?;
    if issue.issued {
        return again(&issue, blinded);
    }
    let strata = campaigns::strata(tx, tx.jurisdiction_id(), campaign.id).await?;
    let key = key(app, &strata, issue.stratum_id)?;
    let element: [u8; ELEMENT] = bytes("blinded", blinded)?;
    let evaluation = key
        .evaluate(&element, &mut |bytes: &mut [u8]| ctx.fill(bytes))
        .map_err(|_| malformed("blinded"))?;
    let kept = hex::encode([evaluation.element.as_slice(), &evaluation.proof].concat());
    rows::hand_out(tx, issue.id, blinded, &kept).await?;
    Ok(evaluation)
}

/// The evaluation handed out before, for the very same blinded element.
fn again(issue: &ballot_issue::Model, blinded: &str) -> Answer<Evaluation> {
    let kept = issue
        .evaluation
        .as_deref()
        .filter(|_| issue.blinded.as_deref() == Some(blinded));
    let Some(kept) = kept else {
        return Err(Refusal::new(
            RefusalCode::Dup,
            "该邀请码已在其他设备上领取过填答资格，不能重复领取；如非本人操作，请联系市委编办。",
            "This invitation was already used on another device. If that was not you, tell the staffing office.",
        )
        .on("code")
        .into());
    };
    let both: [u8; ELEMENT + WIDE] = bytes("blinded", kept)?;
    let (mut element, mut proof) = ([0; ELEMENT], [0; WIDE]);
    for (to, from) in element.iter_mut().chain(proof.iter_mut()).zip(both) {
        *to = from;
    }
    Ok(Evaluation { element, proof })
}

/// Casts a ballot with a credential alone; gives back the hash under which it will be found in the published list.
/// The same ballot sent again is taken once.
pub async fn cast(app: &App, ctx: &OpCtx, ballot: &Cast) -> Answer<String> {
    admit(ctx)?;
    let tx = app.db.write(app.settings.jurisdiction_id).await?;
    let result = cast_in(app, ctx, &tx, ballot).await;
    settle(tx, result).await
}

async fn cast_in(app: &App, ctx: &OpCtx, tx: &WriteTx, ballot: &Cast) -> Answer<String> {
    let campaign = campaigns::watch_find(tx, tx.jurisdiction_id(), ballot.campaign)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let paper = Paper::of(&campaign)?;
    check_open(app, ctx, &campaign, &paper).await?;
    let strata = campaigns::strata(tx, tx.jurisdiction_id(), campaign.id).await?;
    let key = key(app, &strata, ballot.stratum)?;
    let nonce: [u8; ELEMENT] = bytes("nonce", &ballot.nonce)?;
    let output: [u8; WIDE] = bytes("output", &ballot.output)?;
    let salt: [u8; SALT_BYTES] = bytes("salt", &ballot.salt)?;
    if !key.admits(campaign.id, &nonce, &output) {
        return Err(Refusal::new(
            RefusalCode::Input,
            "填答凭证无效，请使用领取凭证的同一台设备填答。",
            "The credential is not valid; use the device on which it was drawn.",
        )
        .on("output")
        .into());
    }
    let own = strata
        .iter()
        .find(|one| one.id == ballot.stratum)
        .and_then(|one| one.org_id);
    let shape = paper.shape(paper.targets_of(&campaign, own).len());
    let answers = Answers::parse(shape, &ballot.answers)?;
    answers.check()?;
    let hash = ballot_hash(campaign.id, own_unit(&campaign, own), &salt, &ballot.answers);
    if rows::is_spent(tx, &hex::encode(nonce)).await? {
        return if rows::has_ballot(tx, tx.jurisdiction_id(), campaign.id, &hash).await? {
            Ok(hash)
        } else {
            Err(spent().into())
        };
    }
    let credential = ballot_credential::Model {
        nonce: hex::encode(nonce),
        jurisdiction_id: tx.jurisdiction_id(),
        campaign_id: campaign.id,
        stratum_id: ballot.stratum,
        output: hex::encode(output),
    };
    let response = ballot_response::Model {
        id: ctx.random_id(),
        jurisdiction_id: tx.jurisdiction_id(),
        campaign_id: campaign.id,
        stratum_id: ballot.stratum,
        answered_on: ctx.today(),
        salt: hex::encode(salt),
        hash: hash.clone(),
        answers: answers.render(),
    };
    rows::cast(tx, credential, response).await?;
    Ok(hash)
}

/// What is published of a closed ballot box.
pub struct OpenedBox {
    /// Campaign.
    pub campaign: campaign::Model,
    /// Groups with both halves of their keys.
    pub strata: Vec<campaign_stratum::Model>,
    /// Spent credentials.
    pub credentials: Vec<ballot_credential::Model>,
    /// Hashes of the counted ballots, in their own order.
    pub hashes: Vec<String>,
}

/// The published list of a campaign: everybody may check every credential and find the own ballot's hash.
pub async fn published(app: &App, ctx: &OpCtx, campaign: Uuid) -> Answer<OpenedBox> {
    admit(ctx)?;
    let (conn, jurisdiction) = (app.db.read(), app.settings.jurisdiction_id);
    let campaign = campaigns::watch_find(conn, jurisdiction, campaign)
        .await?
        .ok_or_else(Refusal::not_found)?;
    if matches!(
        campaign.state.get(),
        CampaignState::Draft | CampaignState::Approved | CampaignState::Open
    ) {
        return Err(Refusal::new(
            RefusalCode::Early,
            format!("核验清单在填答截止（{}）后公布。", campaign.closes_on),
            format!(
                "The list is published after the last day of answering, {}.",
                campaign.closes_on
            ),
        )
        .into());
    }
    let ballots = rows::ballots(conn, jurisdiction, campaign.id).await?;
    let mut hashes: Vec<String> = ballots.into_iter().map(|ballot| ballot.hash).collect();
    hashes.sort_unstable();
    Ok(OpenedBox {
        strata: campaigns::strata(conn, jurisdiction, campaign.id).await?,
        credentials: rows::credentials(conn, jurisdiction, campaign.id).await?,
        hashes,
        campaign,
    })
}

async fn settle<T>(tx: WriteTx, result: Answer<T>) -> Answer<T> {
    match result {
        Ok(value) => {
            tx.commit().await?;
            Ok(value)
        }
        Err(failure) => {
            tx.rollback().await?;
            Err(failure)
        }
    }
}

/// What storage knows of a code as it was typed.
fn digest(typed: &str) -> Result<String, Refusal> {
    code::normalise(typed).map(|code| code::hash(&code))
}

fn known(found: Option<ballot_issue::Model>) -> Result<ballot_issue::Model, Refusal> {
    found.ok_or_else(|| {
        Refusal::new(
            RefusalCode::NotFound,
            "邀请码不存在或已失效，请核对邀请函和填答期限。",
            "There is no such invitation, or it has ended; look at your letter and its last day.",
        )
        .on("code")
    })
}

async fn check_open(app: &App, ctx: &OpCtx, row: &campaign::Model, paper: &Paper) -> Answer<()> {
    let calendar = app.calendar.get(app).await?;
    let facts = CampaignFacts {
        role: Some(Role::Tk),
        ..facts_of(row, paper, &calendar, ctx.today())
    };
    machine::next(row.state.get(), CampaignEventKind::Answer, &facts)?;
    Ok(())
}

fn key(app: &App, strata: &[campaign_stratum::Model], id: Uuid) -> Answer<StratumKey> {
    let sealed = strata
        .iter()
        .find(|one| one.id == id)
        .and_then(|one| one.key_enc.as_deref())
        .ok_or_else(Refusal::not_found)?;
    let private = hex::decode(app.sealer.open(sealed)?).unwrap_or_default();
    Ok(StratumKey::of_private(&private)
        .map_err(|error| Fault::Broken(format!("the key of a group cannot be used: {error}")))?)
}

fn bytes<const N: usize>(field: &str, text: &str) -> Result<[u8; N], Refusal> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).map_err(|_| malformed(field))?;
    Ok(bytes)
}

fn malformed(field: &str) -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "填答凭证的格式不正确，请重新打开问卷页面。",
        "The credential is malformed; open the ballot's page again.",
    )
    .on(field)
}

fn spent() -> Refusal {
    Refusal::new(
        RefusalCode::Dup,
        "该填答凭证已使用，每份邀请只能填答一次。",
        "This credential has been used; every invitation is good for one ballot.",
    )
    .on("nonce")
}
