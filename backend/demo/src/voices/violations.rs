//! Negative records (C21): of 2022 a staffing violation, two criticisms, two lost suits and one that was revoked after an
//! objection; of 2023 one that waits for its second person. Every step is asked of the machine.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::voice::violation::{self as machine, Entered, ViolationFacts};
use remit_shared::voice::{ViolationEventKind as E, ViolationKind as K, ViolationState};
use remit_store::Text;
use remit_store::entity::file_object::VIOLATION;
use remit_store::entity::{counter, file_content, file_object, violation, violation_event};
use sha2::{Digest, Sha256};

use super::Maker;
use crate::city::Who;
use crate::error::DemoError;
use crate::evidence::Page;
use crate::hours::{at, day};

/// A record as it is told.
struct Told {
    unit: &'static str,
    kind: K,
    title: &'static str,
    facts: &'static str,
    doc_no: &'static str,
    issued_on: NaiveDate,
    recorded_on: NaiveDate,
    /// What followed: the day, the event, the words.
    steps: &'static [(NaiveDate, E, &'static str)],
}

const TOLD: [Told; 7] = [
    Told {
        unit: "jiaotong",
        kind: K::Criticism,
        title: "全市安全生产督查通报批评",
        facts: "市安委会办公室2022年一季度督查通报：农村公路隐患排查台账不完整，逾期未整改隐患3处。",
        doc_no: "诸安办发〔2022〕11号",
        issued_on: day(2022, 4, 11),
        recorded_on: day(2022, 4, 14),
        steps: &[(day(2022, 4, 18), E::Confirm, "")],
    },
    Told {
        unit: "zhifa",
        kind: K::LostSuit,
        title: "责令限期拆除决定被判决撤销",
        facts: "一审判决以程序违法为由撤销责令限期拆除决定，市综合行政执法局未上诉，判决已生效。",
        doc_no: "（2022）鲁0782行初17号",
        issued_on: day(2022, 6, 20),
        recorded_on: day(2022, 7, 5),
        steps: &[(day(2022, 7, 6), E::Confirm, "判决已生效，予以认定。")],
    },
    Told {
        unit: "weijian",
        kind: K::Criticism,
        title: "政务公开考核通报批评",
        facts: "市政务公开办2022年上半年通报：部门预决算公开栏目更新不及时。",
        doc_no: "诸政公办〔2022〕8号",
        issued_on: day(2022, 7, 22),
        recorded_on: day(2022, 7, 27),
        steps: &[
            (day(2022, 7, 29), E::Confirm, ""),
            (
                day(2022, 8, 3),
                E::Contest,
                "通报后当日即已更新，属系统迁移造成的短时缺失，请予撤销。",
            ),
            (
                day(2022, 8, 12),
                E::Uphold,
                "通报事实存在，迁移前应做好公开衔接，维持认定。",
            ),
        ],
    },
    Told {
        unit: "gonglu",
        kind: K::StaffingViolation,
        title: "超编制限额使用工作人员",
        facts: "机构编制核查发现：未经核准使用编外人员2名从事养护管理岗位工作，违反机构编制管理规定。",
        doc_no: "诸编办监〔2022〕4号",
        issued_on: day(2022, 9, 16),
        recorded_on: day(2022, 9, 19),
        steps: &[(day(2022, 9, 21), E::Confirm, "核查材料齐全，予以认定。")],
    },
    Told {
        unit: "shichang",
        kind: K::LostSuit,
        title: "行政处罚决定被判决变更",
        facts: "法院认为处罚幅度明显不当，判决变更罚款数额。",
        doc_no: "（2022）鲁0782行初31号",
        issued_on: day(2022, 10, 18),
        recorded_on: day(2022, 11, 2),
        steps: &[(day(2022, 11, 4), E::Confirm, "")],
    },
    Told {
        unit: "wenlv",
        kind: K::Criticism,
        title: "信访事项办理通报批评",
        facts: "市信访工作联席会议办公室通报：1件信访事项超期答复。",
        doc_no: "诸信联办〔2022〕15号",
        issued_on: day(2022, 11, 14),
        recorded_on: day(2022, 11, 17),
        steps: &[
            (day(2022, 11, 18), E::Confirm, ""),
            (
                day(2022, 11, 22),
                E::Contest,
                "该事项已按规定办理延期手续，附延期告知书，不属于超期答复。",
            ),
            (
                day(2022, 11, 30),
                E::Revoke,
                "延期手续完备，通报单位已更正，撤销认定。",
            ),
        ],
    },
    Told {
        unit: "shangwu",
        kind: K::Criticism,
        title: "一季度重点任务督查通报批评",
        facts: "市委市政府督查室通报：2项重点任务未按时间节点报送进展。",
        doc_no: "诸督通〔2023〕6号",
        issued_on: day(2023, 3, 27),
        recorded_on: day(2023, 3, 29),
        steps: &[],
    },
];

impl Maker<'_> {
    pub(super) fn violations(&mut self) -> Result<(), DemoError> {
        let mut numbers = [0_u32; 2];
        for told in &TOLD {
            let year = machine::year_of(told.recorded_on);
            let number = numbers.get_mut(usize::from(year > 2022));
            let number = number.map_or(0, |number| {
                *number += 1;
                *number
            });
            self.violation(told, format!("FM-{year}-{number:04}"))?;
        }
        for (year, value) in [(2022, numbers[0]), (2023, numbers[1])] {
            self.data.counters.push(counter::Model {
                jurisdiction_id: self.city.jurisdiction,
                name: format!("violation:{year}"),
                value: i64::from(value),
            });
        }
        Ok(())
    }

    fn violation(&mut self, told: &Told, code: String) -> Result<(), DemoError> {
        let place = self.city.place(told.unit)?.clone();
        let recorder = person(&self.city.oversight, 1)?.clone();
        let at_first = at(told.recorded_on, 100, 0);
        let entered = Entered {
            title: told.title,
            doc_no: told.doc_no,
            issued_on: told.issued_on,
            facts: told.facts,
            supervised: true,
        };
        let step = machine::record(&entered, &self.facts(&recorder, told.recorded_on, place.id))
            .map_err(DemoError::refused("负面记录"))?;
        let mut row = violation::Model {
            id: self.mint.id("violation", at_first),
            jurisdiction_id: self.city.jurisdiction,
            code,
            year: machine::year_of(told.issued_on),
            org_id: place.id,
            kind: Text(told.kind),
            title: told.title.to_owned(),
            facts: told.facts.to_owned(),
            doc_no: told.doc_no.to_owned(),
            issued_on: told.issued_on,
            state: Text(step.to),
            due_on: step.due_on,
            recorded_by: recorder.person,
            confirmed_by: None,
            contested: false,
            decided_by: None,
            client_id: None,
            created_at: at_first,
            created_by: Some(recorder.account),
            updated_at: at_first,
            version: 1,
            change_seq: self.change,
        };
        self.event(&row, (E::Record, None), &recorder, ("", at_first));
        self.paper(&row, place.unit.name, &recorder, at_first);
        for (on, event, words) in told.steps {
            let who = match event {
                E::Contest => place.lead.clone(),
                E::Confirm | E::Reject => person(&self.city.oversight, 2)?.clone(),
                _ => person(&self.city.leads, 0)?.clone(),
            };
            self.step(&mut row, *event, &who, (words, at(*on, 160, 0)))?;
            if *event == E::Contest {
                self.paper(&row, place.unit.name, &who, at(*on, 160, 0));
            }
        }
        self.data.violations.push(row);
        Ok(())
    }

    fn step(
        &mut self,
        row: &mut violation::Model,
        event: E,
        who: &Who,
        (words, when): (&str, DateTime<Utc>),
    ) -> Result<(), DemoError> {
        let today = remit_shared::calendar::shanghai_day(when);
        let facts = ViolationFacts {
            recorded_by: Some(row.recorded_by),
            confirmed_by: row.confirmed_by,
            due_on: row.due_on,
            contested: row.contested,
            reason: words,
            ..self.facts(who, today, row.org_id)
        };
        let from = row.state.get();
        let step = machine::next(from, event, &facts).map_err(DemoError::refused("负面记录"))?;
        match event {
            E::Confirm | E::Reject => row.confirmed_by = Some(who.person),
            E::Contest => row.contested = true,
            E::Uphold | E::Revoke => row.decided_by = Some(who.person),
            E::Record => {}
        }
        (row.state, row.due_on, row.updated_at) = (Text(step.to), step.due_on, when);
        row.version += 1;
        self.event(row, (event, Some(from)), who, (words, when));
        Ok(())
    }

    fn facts(&self, who: &Who, today: NaiveDate, org: uuid::Uuid) -> ViolationFacts<'_> {
        ViolationFacts {
            today,
            calendar: self.rules.calendar,
            deadlines: self.rules.deadlines,
            acting: Some(who.acting()),
            org,
            recorded_by: None,
            confirmed_by: None,
            due_on: None,
            contested: false,
            reason: "",
            evidence: 1,
        }
    }

    fn event(
        &mut self,
        row: &violation::Model,
        (event, from): (E, Option<ViolationState>),
        who: &Who,
        (words, when): (&str, DateTime<Utc>),
    ) {
        let id = self.mint.id("violation event", when);
        let line = violation_event::Model {
            id,
            jurisdiction_id: row.jurisdiction_id,
            violation_id: row.id,
            seq: row.version,
            at: when,
            event: Text(event),
            from_state: from.map(Text),
            to_state: row.state,
            actor_id: Some(who.person),
            actor_label: who.label.clone(),
            role: Some(Text(who.role)),
            remark: (!words.is_empty()).then(|| words.to_owned()),
        };
        self.data.violation_events.push(line);
    }

    fn paper(&mut self, row: &violation::Model, unit: &str, who: &Who, when: DateTime<Utc>) {
        let page = Page {
            heading: if row.version == 1 {
                "文书摘录"
            } else {
                "申辩材料"
            },
            title: &row.title,
            unit,
            date: remit_shared::calendar::shanghai_day(when),
            writer: &who.label,
            body: &row.facts,
        };
        let bytes = page.pdf();
        let sha256 = hex::encode(Sha256::digest(&bytes));
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let (content, id) = (sha256.clone(), self.mint.id("violation file", when));
        if !self.data.contents.iter().any(|known| known.sha256 == sha256) {
            self.data.contents.push(file_content::Model {
                sha256: content,
                bytes,
            });
        }
        self.data.files.push(file_object::Model {
            id,
            jurisdiction_id: row.jurisdiction_id,
            sha256,
            name: format!("{}-{}.pdf", row.code, page.heading),
            mime: "application/pdf".to_owned(),
            size,
            secrecy: "INTERNAL".to_owned(),
            scanned: true,
            subject_kind: Some(VIOLATION.to_owned()),
            subject_id: Some(row.id),
            uploaded_by: who.person,
            created_at: when,
            created_by: Some(who.account),
            updated_at: when,
            version: 2,
            change_seq: self.change,
        });
    }
}

fn person(people: &[Who], place: usize) -> Result<&Who, DemoError> {
    people
        .get(place)
        .ok_or_else(|| DemoError::unknown("person", "of the office"))
}
