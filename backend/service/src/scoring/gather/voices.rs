//! B31, B41, B62 and C21: leaders' comments, mutual ballots, appraisals of institutions, negative records (§5.4, §5.7),
//! each of the year and recorded by the cut-off.

use remit_shared::scoring::input::{AppraisalRecord, CommentRecord, MutualRecord, ViolationRecord};
use remit_store::voice::inputs;
use rust_decimal::Decimal;

use super::{Gathered, Sources};
use crate::failure::Answer;

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let (conn, scope, period) = (sources.app.db.read(), sources.scope, sources.period);
    for row in inputs::comments(conn, scope, period).await? {
        if let Some(unit) = gathered.unit(row.org_id) {
            unit.inputs.comments.push(CommentRecord {
                reference: None,
                count: 1,
                level: row.level,
                in_charge: row.in_charge,
            });
        }
    }
    for row in inputs::mutual(conn, scope, period).await? {
        let from = gathered.unit(row.from_org_id).map(|unit| unit.code.clone());
        if let Some(unit) = gathered.unit(row.to_org_id) {
            unit.inputs.mutual.push(MutualRecord {
                reference: None,
                count: 1,
                from,
                levels: Some(row.levels),
                score: None,
            });
        }
    }
    for row in inputs::appraisals(conn, scope, period).await? {
        if let Some(unit) = gathered.unit(row.org_id) {
            unit.inputs.appraisals.push(AppraisalRecord {
                reference: Some(row.institution),
                count: 1,
                grade: Some(row.grade),
                score: row.score_centi.map(|score| Decimal::new(score.into(), 2)),
            });
        }
    }
    for row in inputs::violations(conn, scope, period).await? {
        if let Some(unit) = gathered.unit(row.org_id) {
            unit.inputs.violations.push(ViolationRecord {
                reference: Some(row.code),
                count: 1,
                kind: row.kind,
            });
        }
    }
    Ok(())
}
