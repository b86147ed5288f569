//! Appraisals of public institutions (K29): lists from a file or a partner, tried first, then all of it or nothing; the
//! institution's name is the key within the year, and the same list is not taken twice.

mod list;
pub mod sheet;

use std::collections::{BTreeMap, HashMap};

use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::table::Cell;
use remit_shared::voice::ImportKind;
use remit_shared::voice::appraisal::{self as rules, Layout, Line, ROWS_MAX, Written};
use remit_store::entity::{appraisal_row, import_batch, org};
use remit_store::scoring::inputs;
use remit_store::voice::appraisal as rows;
use remit_store::{Text, plan, row};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Failure, Fault};
use crate::plan::point::import::{ImportLine, ImportOutcome, ImportReport};
use crate::table_file;
use crate::work::Work;

pub use list::{Summary, batches, export, list, summary};

/// How a list is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Only say what would happen.
    Try,
    /// All rows or none.
    Whole,
    /// The rows that can be taken; those refused are kept in the batch with their reasons. Asked for after a try (§9 step 20).
    LeaveOut,
}

/// A list as it came.
#[derive(Debug, Clone, Default)]
pub struct AppraisalList {
    /// Year.
    pub year: i32,
    /// Name of the file; empty for a partner's call.
    pub file_name: String,
    /// Rows with the numbers that the sender knows them by.
    pub rows: Vec<(u32, Written)>,
}

/// Reads a workbook or a CSV file.
pub fn read_file(year: i32, file_name: &str, bytes: &[u8]) -> Result<AppraisalList, Refusal> {
    let all = table_file::read(bytes)?;
    let texts: Vec<Vec<String>> = all
        .iter()
        .map(|row| row.iter().map(Cell::text).collect())
        .collect();
    let header = texts
        .iter()
        .take(12)
        .position(|row| Layout::is_header(row))
        .ok_or_else(|| {
            Refusal::new(
                RefusalCode::Input,
                "未找到表头（应含“事业单位”“考核等次”等列），请使用系统模板。",
                "There is no header row; use the template.",
            )
            .on("file")
        })?;
    let layout = Layout::read(texts.get(header).map_or(&[][..], Vec::as_slice))?;
    let rows = (1_u32..).zip(texts).skip(header + 1).filter_map(|(number, row)| {
        let [institution, parent, grade, score] = layout.texts(&row);
        let blank = [&institution, &parent, &grade, &score]
            .into_iter()
            .all(String::is_empty);
        let written = Written {
            institution,
            parent,
            grade,
            score,
        };
        (!blank).then_some((number, written))
    });
    Ok(AppraisalList {
        year,
        file_name: file_name.chars().take(120).collect(),
        rows: rows.collect(),
    })
}

/// Takes a list in, or says what would happen.
pub async fn import(app: &App, ctx: &OpCtx, list: AppraisalList, mode: Mode) -> Answer<ImportReport> {
    let action = match mode {
        Mode::Try => "appraisal.import_preview",
        Mode::Whole | Mode::LeaveOut => "appraisal.import",
    };
    let mut work = Work::begin(app, ctx, action).await?;
    let result = import_in(&mut work, &list, mode).await;
    match result {
        Ok(report) if !report.done => {
            work.abandon().await?;
            Ok(report)
        }
        other => work.finish(other).await,
    }
}

/// What there is to compare rows with.
struct Known {
    units: Vec<org::Model>,
    rows: HashMap<String, appraisal_row::Model>,
}

impl Known {
    async fn load(work: &Work<'_>, scope: &Scope, year: i32) -> Answer<Self> {
        let jurisdiction = scope.jurisdiction_id();
        if plan::in_force(&work.tx, jurisdiction, year).await?.is_none() {
            return Err(Refusal::new(
                RefusalCode::State,
                format!("{year}年度监管方案尚未印发，不能导入该年度考核结果。"),
                format!("The plan of {year} is not published; its appraisals cannot be imported."),
            )
            .on("year")
            .into());
        }
        Ok(Self {
            units: inputs::units(&work.tx, jurisdiction, work.ctx.today()).await?,
            rows: rows::by_institution(&work.tx, scope, year).await?,
        })
    }

    fn unit(&self, written: &str) -> Result<Uuid, Refusal> {
        let is_it = |unit: &&org::Model| {
            unit.name == written || unit.short_name == written || unit.code.eq_ignore_ascii_case(written)
        };
        let unit = self.units.iter().find(is_it);
        unit.map(|unit| unit.id)
            .ok_or_else(|| rules::unknown_parent(written))
    }
}

/// A row read, and the unit it counts for.
type Read = Result<(Line, Uuid), Refusal>;

async fn import_in(work: &mut Work<'_>, list: &AppraisalList, mode: Mode) -> Answer<ImportReport> {
    let scope = work.authorise(Capability::AppraisalImport)?;
    check_size(list)?;
    let hash = hash_of(list);
    if let Some(batch) = rows::batch(&work.tx, scope.jurisdiction_id(), list.year, &hash).await? {
        return Err(taken_already(&batch).into());
    }
    let known = Known::load(work, &scope, list.year).await?;
    let read = read_rows(&known, &list.rows);
    let lines = lines_of(&known, &list.rows, &read);
    let refused = read.iter().filter(|read| read.is_err()).count();
    let takes = match mode {
        Mode::Try => false,
        Mode::Whole => refused == 0,
        Mode::LeaveOut => refused < read.len(),
    };
    if takes {
        let batch = write_batch(work, list, &hash, &lines).await?;
        for (line, unit) in read.into_iter().flatten() {
            write_row(work, &known, &batch, line, unit).await?;
        }
        work.subject(
            "import_batch",
            batch.id,
            format!("{}年事业单位绩效考核", list.year),
        );
        work.remark(format!("{} rows, {refused} left out", list.rows.len()));
    }
    Ok(ImportReport {
        answer: sheet::answer(work.ctx, list, &lines)?,
        lines,
        done: takes,
    })
}

fn check_size(list: &AppraisalList) -> Result<(), Refusal> {
    if list.rows.is_empty() {
        return Err(Refusal::new(
            RefusalCode::Input,
            "表格中没有事业单位，请填写后再导入。",
            "The list has no institutions.",
        )
        .on("file"));
    }
    if list.rows.len() > ROWS_MAX {
        return Err(Refusal::new(
            RefusalCode::Limit,
            format!("一次最多导入{ROWS_MAX}行，请分批导入。"),
            format!("At most {ROWS_MAX} rows at once; import them in parts."),
        )
        .on("file"));
    }
    Ok(())
}

/// Over what the rows say, not over the bytes: a workbook saved again is the same list.
fn hash_of(list: &AppraisalList) -> String {
    let mut hash = Sha256::new();
    for (_, row) in &list.rows {
        for text in [&row.institution, &row.parent, &row.grade, &row.score] {
            hash.update(text.trim().as_bytes());
            hash.update([0]);
        }
    }
    hex::encode(hash.finalize())
}

fn taken_already(batch: &import_batch::Model) -> Refusal {
    let day = remit_shared::calendar::shanghai_day(batch.created_at);
    Refusal::new(
        RefusalCode::Dup,
        format!("同一份名单已于{day}导入（{}行），不再重复导入。", batch.rows),
        format!(
            "The same list was imported on {day} ({} rows); it is not taken twice.",
            batch.rows
        ),
    )
    .on("file")
}

fn read_rows(known: &Known, rows: &[(u32, Written)]) -> Vec<Read> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let read = rows.iter().map(|(number, written)| {
        let line = rules::read(written)?;
        if let Some(first) = seen.insert(line.institution.clone(), *number) {
            return Err(rules::twice(&line.institution, first));
        }
        let unit = known.unit(&line.parent)?;
        Ok((line, unit))
    });
    read.collect()
}

fn lines_of(known: &Known, rows: &[(u32, Written)], read: &[Read]) -> Vec<ImportLine> {
    let lines = rows.iter().zip(read).map(|((number, written), read)| {
        let (outcome, refusal) = match read {
            Err(refusal) => (ImportOutcome::Refused, Some(refusal.clone())),
            Ok((line, unit)) => (outcome_of(known, line, *unit), None),
        };
        ImportLine {
            row: *number,
            code: written.institution.clone(),
            title: written.parent.clone(),
            outcome,
            refusal,
        }
    });
    lines.collect()
}

fn outcome_of(known: &Known, line: &Line, unit: Uuid) -> ImportOutcome {
    match known.rows.get(&line.institution) {
        None => ImportOutcome::Created,
        Some(row) if same(row, line, unit) => ImportOutcome::Unchanged,
        Some(_) => ImportOutcome::Updated,
    }
}

fn same(row: &appraisal_row::Model, line: &Line, unit: Uuid) -> bool {
    row.parent_org_id == unit && row.grade == line.grade && row.score_centi == line.score_centi
}

async fn write_batch(
    work: &Work<'_>,
    list: &AppraisalList,
    hash: &str,
    lines: &[ImportLine],
) -> Answer<import_batch::Model> {
    let now = work.ctx.now();
    let actor = work.acting()?;
    let changes =
        |line: &&ImportLine| matches!(line.outcome, ImportOutcome::Created | ImportOutcome::Updated);
    let rejected: Vec<(u32, &str)> = lines
        .iter()
        .filter_map(|line| {
            line.refusal
                .as_ref()
                .map(|refusal| (line.row, refusal.zh.as_str()))
        })
        .collect();
    let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let batch = import_batch::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        kind: Text(ImportKind::Appraisal),
        year: list.year,
        file_hash: hash.to_owned(),
        file_name: list.file_name.clone(),
        rows: count(lines.len()),
        written: count(lines.iter().filter(changes).count()),
        rejected: serde_json::to_string(&rejected).map_err(|error| Fault::Broken(error.to_string()))?,
        author_id: actor.person_id,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    };
    Ok(row::insert(&work.tx, batch).await?)
}

async fn write_row(
    work: &Work<'_>,
    known: &Known,
    batch: &import_batch::Model,
    line: Line,
    unit: Uuid,
) -> Answer<()> {
    let now = work.ctx.now();
    match known.rows.get(&line.institution) {
        Some(row) if same(row, &line, unit) => {}
        Some(row) => {
            let changed = appraisal_row::Model {
                parent_org_id: unit,
                grade: Text(line.grade),
                score_centi: line.score_centi,
                batch_id: batch.id,
                updated_at: now,
                ..row.clone()
            };
            row::update(&work.tx, changed).await?;
        }
        None => {
            let new = appraisal_row::Model {
                id: work.ctx.new_id(),
                jurisdiction_id: batch.jurisdiction_id,
                year: batch.year,
                institution: line.institution,
                parent_org_id: unit,
                grade: Text(line.grade),
                score_centi: line.score_centi,
                batch_id: batch.id,
                created_at: now,
                created_by: batch.created_by,
                updated_at: now,
                version: 1,
                change_seq: work.tx.change_seq(),
            };
            row::insert(&work.tx, new).await?;
        }
    }
    Ok(())
}

/// The reader's way to the appraisals: those who import them, else those who read what was said of the units.
pub(super) fn scope(ctx: &OpCtx) -> Result<Scope, Failure> {
    match ctx.authorise(Capability::AggregateRead) {
        Ok(scope) => Ok(scope),
        Err(_) => Ok(ctx.authorise(Capability::AppraisalImport)?),
    }
}
