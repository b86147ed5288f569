//! [`Dataset`]: every row of the demo city, in the order in which the tables can be filled.

use remit_store::entity;
use serde::Serialize;
use sha2::{Digest, Sha256};

macro_rules! dataset {
    ($($(#[$doc:meta])* $field:ident: $table:ident),+ $(,)?) => {
        /// All rows of one demo city. Tables that hold nothing before the first sign-in (`session`,
        /// `password_history`, `outbox`) have no rows and no field.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Dataset {
            $($(#[$doc])* pub $field: Vec<entity::$table::Model>,)+
        }

        impl Dataset {
            /// Rows by table, in the order of loading.
            pub fn counts(&self) -> Vec<(&'static str, usize)> {
                let mut counts: Vec<(&'static str, usize)> = Vec::new();
                $(add(&mut counts, stringify!($table), self.$field.len());)+
                counts
            }

            /// SHA-256 over every row as JSON, in lower-case hexadecimal: two cities are equal if this is.
            pub fn digest(&self) -> Result<String, serde_json::Error> {
                let mut hash = Sha256::new();
                $(feed(&mut hash, stringify!($table), &self.$field)?;)+
                Ok(hex::encode(hash.finalize()))
            }
        }
    };
}

dataset! {
    /// The city itself.
    jurisdictions: jurisdiction,
    /// City leaders, then everybody else; leaders come first because units name them.
    leaders: person,
    /// The office, 50 units, 13 towns and subdistricts, 5 source bodies.
    orgs: org,
    /// Sections of the office and of the units.
    sections: org_section,
    /// Everybody but the city leaders.
    persons: person,
    /// One account a person.
    accounts: account,
    /// Hats; 13 officers have a second one.
    grants: role_grant,
    /// Experts and information officers.
    appointments: appointment,
    /// Service windows.
    windows: window_point,
    /// The calendar of 2022 and 2023.
    work_days: work_day,
    /// The 2-3-3-3 tree.
    regime: regime_node,
    /// The two sets of measures, and a draft.
    regulations: regulation,
    /// What the units are there for, eight each.
    duties: duty,
    /// The plan of the year.
    plans: supervision_plan,
    /// Its tree.
    indicators: indicator,
    /// What does not apply to whom.
    applicability: applicability,
    /// What the units said about it.
    plan_opinions: plan_opinion,
    /// Its history.
    plan_events: plan_event,
    /// Problems.
    problems: problem,
    /// Their histories.
    events: problem_event,
    /// Internal sheets and sheets to units.
    sheets: push_sheet,
    /// Plans and submissions.
    rectifications: rectification,
    /// Requests for more time.
    extensions: extension,
    /// Checks of rectifications.
    reverifications: reverification,
    /// Alerts raised.
    escalations: escalation,
    /// Effectiveness points.
    points: effectiveness_point,
    /// The duties they rest on.
    point_duties: point_duty,
    /// Monthly reports.
    point_progress: point_progress,
    /// Requests for changes.
    point_changes: point_change,
    /// Verifications.
    point_verifications: point_verification,
    /// Their histories.
    point_events: point_event,
    /// The draw of the sample.
    point_draws: point_draw,
    /// The rectification ledger and the daily ledger.
    entries: ledger_entry,
    /// Suggestions of officers and experts.
    suggestions: suggestion,
    /// Verdicts on them.
    screenings: screening,
    /// Units that experts do not judge.
    recusals: recusal,
    /// Expert sessions.
    sessions: expert_session,
    /// Experts invited to them.
    members: session_member,
    /// Their reviews.
    reviews: expert_review,
    /// Consultations between departments.
    consultations: consultation,
    /// Their parties.
    consultation_parties: consultation_party,
    /// Coordination cases.
    cases: coordination_case,
    /// Their parties.
    case_parties: case_party,
    /// Opinions of the parties.
    case_opinions: case_opinion,
    /// Clauses cited.
    case_citations: case_citation,
    /// Decisions.
    case_decisions: case_decision,
    /// Checks after them.
    follow_up_checks: follow_up_check,
    /// Meetings with minutes.
    coordination_meetings: coordination_meeting,
    /// Who attended them.
    meeting_attendance: meeting_attendance,
    /// Histories of consultations and cases.
    coordination_events: coordination_event,
    /// Published decisions, by pairs of characters.
    precedents: precedent_term,
    /// The pool of grassroots evaluators.
    evaluators: evaluator_profile,
    /// Campaigns of 2022.
    campaigns: campaign,
    /// Their groups of voters, with the keys.
    strata: campaign_stratum,
    /// Invitations.
    issues: ballot_issue,
    /// Spent credentials.
    credentials: ballot_credential,
    /// Ballots.
    responses: ballot_response,
    /// Counted cells.
    cells: campaign_cell,
    /// The ten linkage departments.
    linkage_members: linkage_member,
    /// The windows of 2022 and those begun or scheduled in 2023.
    linkage_windows: linkage_window,
    /// Countermeasures of the windows' studies.
    countermeasures: countermeasure,
    /// Submissions and nil returns.
    linkage_submissions: linkage_submission,
    /// Windows for comments and ballots.
    voice_windows: voice_window,
    /// City leaders' comments.
    leader_comments: leader_comment,
    /// Mutual ballots of the departments.
    mutual_ballots: mutual_ballot,
    /// What they say.
    mutual_marks: mutual_mark,
    /// Lists imported.
    import_batches: import_batch,
    /// Appraisals of institutions.
    appraisal_rows: appraisal_row,
    /// Negative records.
    violations: violation,
    /// Their histories.
    violation_events: violation_event,
    /// Partners' machine clients.
    api_clients: api_client,
    /// Duty adjustments.
    adjustments: duty_adjustment,
    /// Units concerned by them.
    adjustment_parties: adjustment_party,
    /// Their histories.
    adjustment_events: adjustment_event,
    /// Items of the powers lists.
    power_items: power_list_item,
    /// Changes of the powers lists.
    list_changes: list_change,
    /// What the items say, stretch by stretch.
    power_versions: power_list_version,
    /// Versions of duty-task lists.
    task_lists: duty_task_list,
    /// Their lines.
    task_lines: duty_task_line,
    /// Occasions to revise lists.
    list_triggers: list_trigger,
    /// Joint activities.
    joint_activities: joint_activity,
    /// Units inspected by them.
    activity_units: activity_unit,
    /// Their teams.
    activity_members: activity_member,
    /// Their checklists.
    activity_checks: activity_check,
    /// Sections that read their results.
    activity_shares: activity_share,
    /// Their histories.
    activity_events: activity_event,
    /// What they found.
    findings: finding,
    /// Contents of evidence files.
    contents: file_content,
    /// Evidence files.
    files: file_object,
    /// What is in the inboxes.
    notifications: notification,
    /// The first record of the audit chain: the load.
    audit: audit_record,
    /// Counters as the history leaves them.
    counters: counter,
}

/// City leaders and everybody else are one table.
fn add(counts: &mut Vec<(&'static str, usize)>, table: &'static str, rows: usize) {
    match counts.iter_mut().find(|(known, _)| *known == table) {
        Some((_, count)) => *count += rows,
        None => counts.push((table, rows)),
    }
}

fn feed<T: Serialize>(hash: &mut Sha256, table: &str, rows: &[T]) -> Result<(), serde_json::Error> {
    hash.update(table.as_bytes());
    hash.update(serde_json::to_vec(rows)?);
    Ok(())
}
