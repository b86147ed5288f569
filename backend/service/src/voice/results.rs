//! What others may read of comments and ballots (F6, F7, R6): nothing while a window is open; the office when it is
//! closed; a unit its own when it is published. Never who said what.

use std::collections::HashMap;

use remit_shared::identity::Role;
use remit_shared::policy::{Capability, Reach, Scope};
use remit_shared::voice::comment::{self as comments, Said, Summary};
use remit_shared::voice::mutual::report::{self, CasterReport, Pair, Rated, UnitMeans};
use remit_shared::voice::{VoiceKind, VoiceWindowState};
use remit_store::Text;
use remit_store::entity::{mutual_mark, org, voice_window};
use remit_store::scoring::inputs;
use remit_store::voice::{comment as comment_rows, mutual as mutual_rows, window as windows};
use uuid::Uuid;

use super::window::params;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// What was said of one unit.
#[derive(Debug, Clone)]
pub struct UnitVoices {
    /// The unit.
    pub org: org::Model,
    /// City leaders' comments; none where they may not be read.
    pub comments: Option<Summary>,
    /// Mutual ballots; none where they may not be read.
    pub mutual: Option<UnitMeans>,
}

/// What the office reads of how was voted (§5.6: reported, not excluded).
#[derive(Debug, Clone, Default)]
pub struct MutualReport {
    /// The casters, the most lenient first.
    pub casters: Vec<CasterReport>,
    /// Units that gave each other full marks against the others.
    pub pairs: Vec<Pair>,
}

/// What may be read of a year.
#[derive(Debug, Clone)]
pub struct Results {
    /// Whether the comments may be read now.
    pub comments_shown: bool,
    /// Whether the ballots may be read now.
    pub mutual_shown: bool,
    /// The units that the reader may read about.
    pub units: Vec<UnitVoices>,
    /// How was voted; for the office.
    pub report: Option<MutualReport>,
}

/// Reads what the other voices said of the units within the reader's scope.
pub async fn results(app: &App, ctx: &OpCtx, year: i32) -> Answer<Results> {
    let scope = ctx.authorise(Capability::AggregateRead)?;
    let (conn, jurisdiction) = (app.db.read(), scope.jurisdiction_id());
    let rows = windows::of_year(conn, jurisdiction, year).await?;
    // F6: the office and the unit read means of comments; a leader reads the own ones only.
    let comments_shown = scope.role() != Role::Cl && shown(&scope, &rows, VoiceKind::Comment);
    let mutual_shown = shown(&scope, &rows, VoiceKind::Mutual);
    let params = params(app, jurisdiction, year).await?;
    let units = inputs::units(conn, jurisdiction, ctx.today()).await?;
    let units: Vec<org::Model> = units.into_iter().filter(|unit| scope.covers(unit.id)).collect();
    let ids: Vec<Uuid> = units.iter().map(|unit| unit.id).collect();
    let mut said: HashMap<Uuid, Vec<Said>> = HashMap::new();
    if comments_shown {
        for row in comment_rows::counted(conn, jurisdiction, year, Some(&ids)).await? {
            said.entry(row.org_id).or_default().push(Said {
                level: row.level.get(),
                in_charge: row.in_charge,
                text: row.text,
            });
        }
    }
    let ballots = if mutual_shown {
        rated(&mutual_rows::counted(conn, jurisdiction, year).await?)
    } else {
        Vec::new()
    };
    let mut means = report::means(&ballots, &params);
    let none = UnitMeans {
        casters: 0,
        means: None,
    };
    let units = units.into_iter().map(|org| UnitVoices {
        comments: comments_shown.then(|| {
            let said = said.remove(&org.id).unwrap_or_default();
            comments::summary(&said, &params)
        }),
        mutual: mutual_shown.then(|| means.remove(&org.id).unwrap_or_else(|| none.clone())),
        org,
    });
    let office = matches!(scope.role(), Role::Ol | Role::Ov);
    Ok(Results {
        comments_shown,
        mutual_shown,
        units: units.collect(),
        report: (office && mutual_shown).then(|| MutualReport {
            casters: report::casters(&ballots, &params),
            pairs: report::pairs(&ballots, &params),
        }),
    })
}

/// R6: the office reads from the closing on, everybody else from the publication on.
fn shown(scope: &Scope, windows: &[voice_window::Model], kind: VoiceKind) -> bool {
    let office = matches!(scope.role(), Role::Ol | Role::Ov) && scope.reach() == Reach::All;
    windows.iter().any(|window| {
        window.kind == kind
            && match window.state.get() {
                VoiceWindowState::Published => true,
                VoiceWindowState::Closed => office,
                VoiceWindowState::Scheduled | VoiceWindowState::Open => false,
            }
    })
}

fn rated(rows: &[mutual_mark::Model]) -> Vec<Rated> {
    rows.iter()
        .filter_map(|row| {
            Some(Rated {
                from: row.from_org_id,
                to: row.to_org_id,
                levels: [row.attitude?, row.timeliness?, row.effect?].map(Text::get),
            })
        })
        .collect()
}
